/**
 * Who has the word, the guest or our reply: decided here, in the audio host, because a round trip would be too late.
 * Pure: `lane.ts` holds, resumes and drops.
 *
 *               stands out                  speech starts
 *      free ────────────────► suspecting ───────────────► hearing ── words ──► heard
 *       ▲ │      (hold)           │                          │  ▲               │
 *       │ └───────────────────────┼── speech starts (hold) ──┼──┘               │
 *       │      350 ms: nobody     │                          ▼ speech ends      │ speech ends
 *       ├──────── (resume) ───────┘                       judging ──────┐       │
 *       ├──────────────────────── no words (resume), words or 4 s (drop)┘       │
 *       └───────────────────────────────────────────────────────────────────────┘
 *
 * A reply that comes while the guest speaks is held; one that comes when words were heard answers an older question,
 * and is dropped.
 */

/** A noise that is no speech by now was a cough, a door, a coin. */
const SUSPECT_MS = 350;
/** For the recogniser's word on it; without one the guest is believed. */
const JUDGE_MS = 4_000;

export type Turn =
  | { readonly name: 'free' }
  | { readonly name: 'suspecting'; readonly sinceUs: number }
  | { readonly name: 'hearing' }
  | { readonly name: 'heard' }
  | { readonly name: 'judging'; readonly sinceUs: number };

export type TurnEvent =
  | { readonly type: 'stands-out'; readonly atUs: number }
  | { readonly type: 'speech-started' }
  | { readonly type: 'speech-ended'; readonly atUs: number }
  /** Main knows of words in what was said, or that there are none. */
  | { readonly type: 'judged'; readonly isSpeech: boolean }
  /** A piece of a reply was added. */
  | { readonly type: 'reply-came' }
  | { readonly type: 'tick'; readonly atUs: number };

/** `resume` and `drop` tell what it was, too. */
export type TurnEffect = 'hold' | 'resume' | 'drop';

export type TurnStep = { readonly turn: Turn; readonly effect?: TurnEffect };

/** `hasReply`: a reply sounds, is held or waits. */
export function stepTurn(turn: Turn, event: TurnEvent, hasReply: boolean): TurnStep {
  switch (event.type) {
    case 'stands-out':
      if (turn.name !== 'free' || !hasReply) return { turn };
      return { turn: { name: 'suspecting', sinceUs: event.atUs }, effect: 'hold' };
    case 'speech-started':
      return { turn: { name: 'hearing' }, effect: 'hold' };
    case 'speech-ended':
      if (turn.name === 'heard') return { turn: { name: 'free' } };
      if (turn.name !== 'hearing') return { turn };
      return { turn: hasReply ? { name: 'judging', sinceUs: event.atUs } : { name: 'free' } };
    case 'judged':
      return judge(turn, event.isSpeech);
    case 'reply-came':
      if (turn.name === 'hearing') return { turn, effect: 'hold' };
      return turn.name === 'heard' ? { turn, effect: 'drop' } : { turn };
    case 'tick':
      return tick(turn, event.atUs);
  }
}

function judge(turn: Turn, isSpeech: boolean): TurnStep {
  if (turn.name === 'hearing') {
    return isSpeech ? { turn: { name: 'heard' }, effect: 'drop' } : { turn };
  }
  if (turn.name !== 'judging') return { turn };
  return { turn: { name: 'free' }, effect: isSpeech ? 'drop' : 'resume' };
}

function tick(turn: Turn, atUs: number): TurnStep {
  const isOver = (afterMs: number, sinceUs: number) => atUs - sinceUs >= afterMs * 1_000;
  if (turn.name === 'suspecting' && isOver(SUSPECT_MS, turn.sinceUs))
    return { turn: { name: 'free' }, effect: 'resume' };
  if (turn.name === 'judging' && isOver(JUDGE_MS, turn.sinceUs))
    return { turn: { name: 'free' }, effect: 'drop' };
  return { turn };
}
