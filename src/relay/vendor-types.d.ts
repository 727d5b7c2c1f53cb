/** libopus compiled to WebAssembly; the package types only its entry that loads a native binary. */
declare module '@evan/opus/wasm/index.mjs' {
  export class Decoder {
    constructor(options: { channels: 1 | 2; sample_rate: number });
    /** Throws at what is no Opus packet. */
    decode(packet: Uint8Array): Uint8Array;
    /** Frees its memory inside the module. */
    drop(): void;
  }
}
