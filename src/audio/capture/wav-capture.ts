import { ok } from '../../shared/result.ts';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { createResampler } from '../resampler.ts';
import type { CaptureDevice } from './capture-device.ts';
import { readWavSamples } from './wav-samples.ts';

const TICK_MS = 10;
/** Sound given in one go, so that a very fast file leaves room for messages. */
const MAX_SAMPLES_PER_TICK = 2 * SAMPLE_RATE_HZ;

/**
 * A WAV file that sounds like a microphone: paced by the monotonic clock without drift, `speed` times
 * as fast as recorded, and silent for ever after its end.
 */
export function createWavCapture(
  source: { path: string; speed: number },
  nowUs: () => number,
): CaptureDevice {
  let timer: NodeJS.Timeout | undefined;
  return {
    about: source.path,
    async open(events) {
      const read = await readWavSamples(source.path);
      if (!read.ok) return read;
      const { mono, rateHz } = read.value;
      const resample = await createResampler(rateHz, SAMPLE_RATE_HZ);
      const startedAtUs = nowUs();
      const samplesPerUs = (rateHz * source.speed) / 1_000_000;
      let given = 0;
      const tick = (): void => {
        const due = Math.floor((nowUs() - startedAtUs) * samplesPerUs);
        const until = Math.min(due, given + MAX_SAMPLES_PER_TICK);
        const piece = resample(sliceWithSilence(mono, given, until));
        given = until;
        timer = setTimeout(tick, until < due ? 0 : TICK_MS);
        if (piece.length > 0)
          events.onSamples(piece, Math.round(startedAtUs + given / samplesPerUs));
      };
      timer = setTimeout(tick, TICK_MS);
      return ok({ deviceRateHz: rateHz, speed: source.speed });
    },
    stop: () => clearTimeout(timer),
  };
}

function sliceWithSilence(samples: Int16Array, from: number, to: number): Int16Array {
  const piece = new Int16Array(to - from);
  piece.set(samples.subarray(from, to));
  return piece;
}
