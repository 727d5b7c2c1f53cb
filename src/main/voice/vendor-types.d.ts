/** libopus compiled to WebAssembly; the package types only its entry that loads a native binary. */
declare module '@evan/opus/wasm/index.mjs' {
  export class Encoder {
    constructor(options: { channels: 1 | 2; sample_rate: number; application: 'voip' | 'audio' });
    /** `OPUS_SET_…` of opus_defines.h. */
    ctl(request: number, value: number): number;
    encode(pcm: Uint8Array): Uint8Array;
    /** Frees its memory inside the module. */
    drop(): void;
  }
}
