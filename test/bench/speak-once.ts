/** One sentence into a station's headset, and the times of what comes of it. */
import type { Speech } from '../../scripts/station/speech.ts';
import type { TranscriptEntry } from '../../src/shared/ipc/views.ts';
import type { Station } from '../support/station.ts';

export type Spoken = { readonly speech: Speech; readonly entry: TranscriptEntry };

/** Milliseconds; NaN where it never happened. */
export type SpokenTimes = {
  /** From the start of speech. */
  readonly firstPartialMs: number;
  /** From the end of speech, the endpointer's wait included. */
  readonly totalMs: number;
  /** From the endpointer's decision. */
  readonly finalMs: number;
  readonly endpointWaitMs: number;
  /** Of `finalMs`, all but the upstream's share. */
  readonly oursMs: number;
};

/** Resolves once the final is there and the lane listens; a spoken reply may still begin. */
export async function speakOnce(station: Station, sentence: string): Promise<Spoken> {
  const known = new Set((await station.snapshot()).transcripts.map((entry) => entry.utteranceId));
  const isAnswer = ({ utteranceId, status }: TranscriptEntry) =>
    !known.has(utteranceId) && status === 'final';
  const speech = await station.say(sentence);
  const { transcripts } = await station.until('the final', (now) => now.transcripts.some(isAnswer));
  const entry = transcripts.find(isAnswer);
  if (entry === undefined) throw new Error('the final was there a moment ago');
  await station.until('the reply to end', ({ lanes }) => lanes[0]?.state === 'listening');
  return { speech, entry };
}

export function timesOf({ speech, entry: { times } }: Spoken): SpokenTimes {
  const { speechEndedAtUs = NaN, endpointedAtUs = NaN, finalAtUs = NaN, upstreamMs = NaN } = times;
  const finalMs = (finalAtUs - endpointedAtUs) / 1_000;
  return {
    firstPartialMs: ((times.firstPartialAtUs ?? NaN) - speech.startedAtUs) / 1_000,
    totalMs: (finalAtUs - speech.endedAtUs) / 1_000,
    finalMs,
    endpointWaitMs: (endpointedAtUs - speechEndedAtUs) / 1_000,
    oursMs: finalMs - upstreamMs,
  };
}
