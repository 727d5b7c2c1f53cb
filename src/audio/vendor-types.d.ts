/** libfvad (the WebRTC VAD) as an Emscripten module; the package brings no types. */
declare module '@echogarden/fvad-wasm' {
  type FvadModule = {
    readonly HEAP16: Int16Array;
    _malloc(sizeBytes: number): number;
    _fvad_new(): number;
    /** 0 (quality) to 3 (very aggressive). */
    _fvad_set_mode(vad: number, mode: number): number;
    _fvad_set_sample_rate(vad: number, rateHz: number): number;
    /** 1 voiced, 0 not, -1 for a frame length other than 10, 20 or 30 ms. */
    _fvad_process(vad: number, samples: number, length: number): number;
  };
  function createFvad(options: { wasmBinary: Uint8Array }): Promise<FvadModule>;
  export { createFvad as default };
}
