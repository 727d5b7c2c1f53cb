/** One utterance as the screen shows it: what each event makes of it. Pure. */
import type { LaneId, SessionId, UtteranceId } from '../../../shared/ids.ts';
import type { TranscriptEntry, WordsBecame } from '../../../shared/ipc/views.ts';
import type { UtteranceResult } from '../../../shared/wire/down.ts';

export type EntryEvent =
  | {
      readonly type: 'words';
      readonly text: string;
      readonly confidence: number;
      readonly isFinal: boolean;
      readonly atUs: number;
      readonly relaySentAtUs: number | undefined;
    }
  | { readonly type: 'gap'; readonly gapMs: number }
  | { readonly type: 'ended'; readonly endedAtUs: number; readonly atUs: number }
  /** Safe on disk; its answer will be late. */
  | { readonly type: 'waiting' }
  | { readonly type: 'parked' }
  | { readonly type: 'result'; readonly result: UtteranceResult; readonly atUs: number }
  /** The tickets have taken the words: nothing else comes after it. */
  | { readonly type: 'became'; readonly became: WordsBecame }
  /** Somebody wants it forgotten, or it has had its time: nothing else comes after it. */
  | { readonly type: 'erased' }
  /** There was no sound in it: nothing was sent. */
  | { readonly type: 'empty'; readonly atUs: number };

export type Spoken = {
  readonly utteranceId: UtteranceId;
  readonly laneId: LaneId;
  readonly sessionId: SessionId;
};

export function newEntry(spoken: Spoken, speechStartedAtUs: number): TranscriptEntry {
  const { laneId, utteranceId, sessionId } = spoken;
  return {
    laneId,
    utteranceId,
    sessionId,
    text: '',
    confidence: 0,
    status: 'hearing',
    late: false,
    partials: 0,
    revision: 0,
    gapMs: 0,
    times: { speechStartedAtUs },
  };
}

/** An entry that has its result changes no more: `late` words of a second answer are the same words. */
export function stepEntry(entry: TranscriptEntry, event: EntryEvent): TranscriptEntry {
  if (entry.status === 'erased') return entry;
  if (isAnswered(entry) && event.type !== 'became' && event.type !== 'erased') return entry;
  return { ...changed(entry, event), revision: entry.revision + 1 };
}

export function isAnswered({ status }: TranscriptEntry): boolean {
  return (
    status === 'final' ||
    status === 'nothing-heard' ||
    status === 'words-not-available' ||
    status === 'erased'
  );
}

function changed(entry: TranscriptEntry, event: EntryEvent): TranscriptEntry {
  switch (event.type) {
    case 'words':
      return withWords(entry, event);
    case 'gap':
      return { ...entry, gapMs: entry.gapMs + event.gapMs };
    case 'ended':
      return {
        ...entry,
        status: 'thinking',
        times: { ...entry.times, speechEndedAtUs: event.endedAtUs, endpointedAtUs: event.atUs },
      };
    case 'waiting':
      return { ...entry, status: 'waiting', late: true };
    case 'parked':
      return { ...entry, status: 'parked' };
    case 'result':
      return withResult(entry, event.result, event.atUs);
    case 'became':
      return { ...entry, became: event.became };
    case 'erased':
      return { ...entry, status: 'erased', text: '' };
    case 'empty':
      return {
        ...entry,
        status: 'nothing-heard',
        times: { ...entry.times, finalAtUs: event.atUs },
      };
  }
}

function withWords(
  entry: TranscriptEntry,
  event: Extract<EntryEvent, { type: 'words' }>,
): TranscriptEntry {
  const { text, confidence, atUs, relaySentAtUs } = event;
  const isFirst = entry.times.firstPartialAtUs === undefined;
  return {
    ...entry,
    text,
    confidence,
    status: entry.status === 'hearing' ? 'partial' : entry.status,
    partials: entry.partials + (event.isFinal ? 0 : 1),
    times: {
      ...entry.times,
      ...(isFirst && !event.isFinal ? { firstPartialAtUs: atUs } : {}),
      ...(relaySentAtUs === undefined ? {} : { relaySentAtUs: Math.max(0, relaySentAtUs) }),
    },
  };
}

function withResult(
  entry: TranscriptEntry,
  result: UtteranceResult,
  atUs: number,
): TranscriptEntry {
  return {
    ...entry,
    text: result.finalTranscription,
    confidence: result.confidence,
    status: statusOf(result),
    via: result.via,
    times: {
      ...entry.times,
      finalAtUs: atUs,
      upstreamMs: result.timing.upstreamMs,
      relayMs: result.timing.relayMs,
    },
  };
}

function statusOf({ words }: UtteranceResult): TranscriptEntry['status'] {
  switch (words) {
    case 'available':
    case 'not-speech':
      return 'final';
    case 'nothing-heard':
      return 'nothing-heard';
    case 'not-available':
      return 'words-not-available';
  }
}
