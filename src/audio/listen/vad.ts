import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import createFvad from '@echogarden/fvad-wasm';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

const nodeRequire = createRequire(import.meta.url);
/** libfvad's strictest: an engine must not open an utterance. */
const VERY_AGGRESSIVE = 3;

/** Is there speech in this 20 ms frame? Remembers the frames before it: one detector per stream. */
export type Vad = (samples: Int16Array) => boolean;

/** The WebRTC detector (libfvad in WebAssembly, about 20 µs per frame). */
export async function createVad(): Promise<Vad> {
  // Read here: the package's own loader hands over the wrong bytes when a Buffer shares its memory.
  const wasmBinary = await readFile(nodeRequire.resolve('@echogarden/fvad-wasm/fvad.wasm'));
  const fvad = await createFvad({ wasmBinary });
  const detector = fvad._fvad_new();
  const input = fvad._malloc(FRAME_SAMPLES * 2);
  if (fvad._fvad_set_mode(detector, VERY_AGGRESSIVE) !== 0)
    throw new Error('fvad refused its mode');
  if (fvad._fvad_set_sample_rate(detector, SAMPLE_RATE_HZ) !== 0)
    throw new Error('fvad refused 16 kHz');
  return (samples) => {
    fvad.HEAP16.set(samples, input / 2);
    const answer = fvad._fvad_process(detector, input, samples.length);
    if (answer < 0) throw new Error(`fvad refused a frame of ${samples.length} samples`);
    return answer === 1;
  };
}
