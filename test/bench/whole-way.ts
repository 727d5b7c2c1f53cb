/** The whole way, from speech in the headset to words, order and reply: the integration plan's proof of concept. */
import { z } from 'zod';
import type { Upstream } from '../../scripts/start-options.mjs';
import { PlainFailure } from '../../scripts/setup/failure.mjs';
import { bringUpStation, type Station } from '../support/station.ts';
import {
  replyStartedAtMs,
  takeSeen,
  updateGapsMs,
  watchScreen,
  type Seen,
} from './screen-watch.ts';
import { SENTENCES } from './sentences.ts';
import { speakOnce, timesOf, type SpokenTimes } from './speak-once.ts';
import { wordErrors } from './word-errors.ts';

const REPLY_DEADLINE_MS = 5_000;

export type WholeWayUtterance = SpokenTimes & {
  readonly sentence: string;
  readonly via: string;
  readonly wordCount: number;
  readonly wordErrors: number;
  readonly updateGapsMs: readonly number[];
  /** From the end of speech; NaN when there was none. */
  readonly replyStartMs: number;
  readonly spokenMs: number;
  /** Sound lost before it was captured. */
  readonly gapMs: number;
};

export type WholeWay = {
  readonly asked: number;
  /** Those that came to a final, in their order. */
  readonly answered: readonly WholeWayUtterance[];
  /** Why the others didn't. */
  readonly failures: readonly string[];
  /** Frames that the relay did not take, and pieces that BuildPanel missed. */
  readonly framesLost: number;
};

export async function measureWholeWay(
  options: { readonly utterances: number; readonly upstream: Upstream },
  tell: (line: string) => void,
): Promise<WholeWay> {
  const stops: (() => Promise<void>)[] = [];
  try {
    const station = await bringUpStation({ upstream: options.upstream }, stops);
    await station.ready();
    await watchScreen(station.page);
    const answered: WholeWayUtterance[] = [];
    const failures: string[] = [];
    for (let index = 0; index < options.utterances; index += 1) {
      const sentence = SENTENCES[index % SENTENCES.length] ?? '';
      const outcome = await sayAndMeasure(station, sentence);
      if (typeof outcome === 'string') failures.push(outcome);
      else answered.push(outcome);
      tell(`${index + 1}/${options.utterances} ${told(outcome)}`);
    }
    const framesLost = await countLostFrames(station);
    return { asked: options.utterances, answered, failures, framesLost };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** The measured utterance, or why there is none. */
async function sayAndMeasure(
  station: Station,
  sentence: string,
): Promise<WholeWayUtterance | string> {
  await takeSeen(station.page);
  try {
    const spoken = await speakOnce(station, sentence);
    const seen = await seeReply(station);
    const { entry, speech } = spoken;
    return {
      ...timesOf(spoken),
      sentence,
      via: entry.via ?? 'streaming',
      wordCount: sentence.split(' ').length,
      wordErrors: wordErrors(sentence, entry.text),
      updateGapsMs: updateGapsMs(seen, entry.utteranceId),
      replyStartMs: replyStartedAtMs(seen) - wallMsOf(speech.endedAtUs),
      spokenMs: (speech.endedAtUs - speech.startedAtUs) / 1_000,
      gapMs: entry.gapMs,
    };
  } catch (error) {
    if (error instanceof PlainFailure) return error.message;
    throw error;
  }
}

/** All that was seen until the spoken reply has begun and ended, or long failed to. */
async function seeReply(station: Station): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const giveUpAt = performance.now() + REPLY_DEADLINE_MS;
  do {
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen.push(...(await takeSeen(station.page)));
  } while (Number.isNaN(replyStartedAtMs(seen)) && performance.now() < giveUpAt);
  await station.until('the reply to end', ({ lanes }) => lanes[0]?.state === 'listening');
  return seen;
}

function wallMsOf(monotonicUs: number): number {
  return Date.now() - (Number(process.hrtime.bigint()) / 1e6 - monotonicUs / 1_000);
}

function told(outcome: WholeWayUtterance | string): string {
  if (typeof outcome === 'string') return `failed: ${outcome}`;
  const { firstPartialMs, totalMs, replyStartMs } = outcome;
  const ms = (value: number) => (Number.isNaN(value) ? 'none' : `${Math.round(value)} ms`);
  return `first words ${ms(firstPartialMs)}, final ${ms(totalMs)}, reply ${ms(replyStartMs)}`;
}

const statsSchema = z.object({ sequenceGaps: z.number() });

async function countLostFrames({ stack }: Station): Promise<number> {
  const metrics = await stack.relayMetrics();
  // A frame that comes twice after a reconnect is not lost.
  const dropped = [...metrics.matchAll(/^audio_chunks_dropped_total\{reason="(\w+)"\} (\d+)/gm)]
    .filter(([, reason]) => reason !== 'duplicate')
    .reduce((sum, [, , count]) => sum + Number(count), 0);
  const stats: unknown = await (await fetch(`${stack.buildPanelUrl}/__admin/stats`)).json();
  return dropped + statsSchema.parse(stats).sequenceGaps;
}
