/** Speech into a virtual headset, timed on the monotonic clock that the station stamps with. */
import { playInto } from '../setup/speak.mjs';
import type { Headset } from '../setup/virtual-audio.mjs';

export type Speech = { readonly startedAtUs: number; readonly endedAtUs: number };

/** Resolves when the recording has been heard; silence around the speech is left out of the times. */
export async function speak(
  headset: Headset,
  recording: string,
  env: NodeJS.ProcessEnv,
): Promise<Speech> {
  const clockOffsetMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();
  const heard = await playInto(headset, recording, env);
  return {
    startedAtUs: (heard.speechStartedAt + clockOffsetMs) * 1_000,
    endedAtUs: (heard.speechEndedAt + clockOffsetMs) * 1_000,
  };
}
