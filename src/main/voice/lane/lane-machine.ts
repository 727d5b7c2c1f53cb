/**
 * What a lane does, decided purely.
 *
 *              can hear                speech
 *      idle ◄──────────► listening ─────────────► hearing
 *       ▲                    ▲   ▲                 │  ▲
 *       │ (what it can)      │   │ answered        ▼  │ speech
 *       └────────────────────┘   └────────────── thinking
 *                  ▲ reply ended                   │
 *                  └──────── speaking ◄────────────┘ reply started (also from idle, listening)
 *                               └── speech (barge-in) ──► hearing
 *     any ◄── taken over / handed back ──► taken-over
 */
import type { UtteranceId } from '../../../shared/ids.ts';

export type LaneActivity =
  | { readonly name: 'resting' }
  | { readonly name: 'hearing'; readonly utteranceId: UtteranceId }
  | { readonly name: 'thinking'; readonly utteranceId: UtteranceId }
  | { readonly name: 'speaking'; readonly utteranceId: UtteranceId };

export type LaneState = {
  readonly activity: LaneActivity;
  /** The device is open, not muted, and hands-free. */
  readonly canHear: boolean;
  /** Staff have the ticket; what is said is still heard and written down. */
  readonly isTakenOver: boolean;
};

export type LaneEvent =
  | { readonly type: 'can-hear'; readonly canHear: boolean }
  | { readonly type: 'taken-over'; readonly isTakenOver: boolean }
  | { readonly type: 'speech-started'; readonly utteranceId: UtteranceId }
  | { readonly type: 'speech-ended'; readonly utteranceId: UtteranceId }
  /** Its result is in, or it waits in the spool: either way nobody thinks about it now. */
  | { readonly type: 'settled'; readonly utteranceId: UtteranceId }
  | { readonly type: 'reply-started'; readonly utteranceId: UtteranceId }
  | { readonly type: 'reply-ended'; readonly utteranceId: UtteranceId };

export const INITIAL_LANE: LaneState = {
  activity: { name: 'resting' },
  canHear: false,
  isTakenOver: false,
};

export function stepLane(state: LaneState, event: LaneEvent): LaneState {
  const { activity } = state;
  switch (event.type) {
    case 'can-hear':
      return { ...state, canHear: event.canHear };
    case 'taken-over':
      return { ...state, isTakenOver: event.isTakenOver };
    case 'speech-started':
      return { ...state, activity: { name: 'hearing', utteranceId: event.utteranceId } };
    case 'speech-ended':
      if (activity.name !== 'hearing' || activity.utteranceId !== event.utteranceId) return state;
      return { ...state, activity: { name: 'thinking', utteranceId: event.utteranceId } };
    case 'settled':
      if (activity.name !== 'thinking' || activity.utteranceId !== event.utteranceId) return state;
      return { ...state, activity: { name: 'resting' } };
    case 'reply-started':
      if (activity.name === 'hearing') return state;
      return { ...state, activity: { name: 'speaking', utteranceId: event.utteranceId } };
    case 'reply-ended':
      if (activity.name !== 'speaking' || activity.utteranceId !== event.utteranceId) return state;
      return { ...state, activity: { name: 'resting' } };
  }
}

/** The word that the screen shows. */
export function laneWord(
  state: LaneState,
): 'idle' | 'listening' | 'hearing' | 'thinking' | 'speaking' | 'taken-over' {
  if (state.isTakenOver) return 'taken-over';
  if (state.activity.name !== 'resting') return state.activity.name;
  return state.canHear ? 'listening' : 'idle';
}
