/**
 * The life of one utterance in the relay. Pure: `step` decides, the driver (`utterance.ts`) does.
 *
 *     started(stream)            opened                end
 *    ────────────────► opening ────────► streaming ────────► ending ──final──► answered
 *                      │ (an end is        │                  │                   ▲
 *                      │  remembered)      │ failed           │ failed            │
 *     started(batch)   ▼                   ▼                  ▼                   │
 *    ────────────────► wanted ◄────────────┴──────────────────┘                   │
 *                      │   ▲ upload failed                                        │
 *         upload begun ▼   │                                                      │
 *                      uploading ────────────────── upload answered ──────────────┘
 *
 *    switched off: opening and streaming go to wanted.
 *    failed: too long, or the upstream failed and FALLBACK_TO_BATCH_ON_ERROR is off. An upload still
 *    leads out of it: the guest's words are worth more than the flag.
 */
import type { StreamingErrorCode, UploadReason } from '../../shared/wire/down.ts';

export type State =
  | { readonly name: 'opening'; readonly hasEnded: boolean }
  | { readonly name: 'streaming' }
  | { readonly name: 'ending' }
  /** `mayRepeat`: the upstream may have heard it already, so an upload asks it again. */
  | { readonly name: 'wanted'; readonly reason: UploadReason; readonly mayRepeat: boolean }
  | { readonly name: 'uploading'; readonly reason: UploadReason; readonly mayRepeat: boolean }
  | { readonly name: 'answered' }
  | { readonly name: 'failed'; readonly error: StreamingErrorCode };

export type Event =
  | { readonly type: 'opened' }
  | { readonly type: 'ended' }
  /** The final words have come: from the stream, or from an upload. */
  | { readonly type: 'final' }
  | {
      readonly type: 'upstream-failed';
      readonly error: StreamingErrorCode;
      readonly fallsBack: boolean;
    }
  /** What came isn't what the station sent. */
  | { readonly type: 'not-whole' }
  /** Nothing is to be streamed any more. */
  | { readonly type: 'switched-off' }
  | { readonly type: 'too-long' }
  | { readonly type: 'upload-begun' }
  | { readonly type: 'upload-answered' }
  | { readonly type: 'upload-failed' }
  /** The station has (again) a connection and wants to know where things stand. */
  | { readonly type: 'attached' };

export type Effect =
  | { readonly do: 'tell-started'; readonly isStreaming: boolean }
  | { readonly do: 'tell-error'; readonly error: StreamingErrorCode; readonly fallsBack: boolean }
  | { readonly do: 'want-upload'; readonly reason: UploadReason }
  | { readonly do: 'end-upstream' }
  | { readonly do: 'abort-upstream' }
  | { readonly do: 'publish-result' }
  | { readonly do: 'tell-result-again' }
  | { readonly do: 'count-fallback'; readonly reason: UploadReason }
  | { readonly do: 'count-repeat' };

export type Step = { readonly state: State; readonly effects: readonly Effect[] };

export function startStreaming(): Step {
  return { state: { name: 'opening', hasEnded: false }, effects: [] };
}

/** `utterance-unknown` comes of a `resume` that the relay can't follow: it may have been asked before. */
export function startAsBatch(reason: UploadReason): Step {
  return {
    state: { name: 'wanted', reason, mayRepeat: reason === 'utterance-unknown' },
    effects: [...wantEffects(reason), { do: 'count-fallback', reason }],
  };
}

export function step(state: State, event: Event): Step {
  switch (event.type) {
    case 'opened':
      return opened(state);
    case 'ended':
      return ended(state);
    case 'final':
      return state.name === 'ending'
        ? { state: { name: 'answered' }, effects: [{ do: 'publish-result' }] }
        : stay(state);
    case 'upstream-failed':
      return upstreamFailed(state, event.error, event.fallsBack);
    case 'not-whole':
      return isLive(state) ? giveUpStream({ reason: 'utterance-unknown' }) : stay(state);
    case 'switched-off':
      return takesAudio(state) ? giveUpStream({ reason: 'streaming-switched-off' }) : stay(state);
    case 'too-long':
      return isLive(state) || state.name === 'wanted' ? tooLong() : stay(state);
    case 'upload-begun':
      return uploadBegun(state);
    case 'upload-answered':
      return state.name === 'uploading'
        ? { state: { name: 'answered' }, effects: [] }
        : stay(state);
    case 'upload-failed':
      return state.name === 'uploading'
        ? { state: { ...state, name: 'wanted', mayRepeat: true }, effects: [] }
        : stay(state);
    case 'attached':
      return { state, effects: reminders(state) };
  }
}

/** Whether frames still go upstream. */
export function takesAudio(state: State): boolean {
  return state.name === 'opening' || state.name === 'streaming';
}

/** The upstream hears it, or is about to answer. */
export function isLive(state: State): boolean {
  return takesAudio(state) || state.name === 'ending';
}

function stay(state: State): Step {
  return { state, effects: [] };
}

function opened(state: State): Step {
  if (state.name !== 'opening') return stay(state);
  const effects: Effect[] = [{ do: 'tell-started', isStreaming: true }];
  return { state: { name: state.hasEnded ? 'ending' : 'streaming' }, effects };
}

/** The stream itself keeps an end that comes while it opens. */
function ended(state: State): Step {
  if (state.name === 'streaming')
    return { state: { name: 'ending' }, effects: [{ do: 'end-upstream' }] };
  if (state.name === 'opening' && !state.hasEnded) {
    return { state: { name: 'opening', hasEnded: true }, effects: [{ do: 'end-upstream' }] };
  }
  return stay(state);
}

function upstreamFailed(state: State, error: StreamingErrorCode, fallsBack: boolean): Step {
  if (!isLive(state)) return stay(state);
  if (!fallsBack)
    return { state: { name: 'failed', error }, effects: [{ do: 'tell-error', error, fallsBack }] };
  if (state.name === 'opening') return giveUpStream({ reason: 'upstream-away' });
  return giveUpStream({ reason: 'upstream-failed', error });
}

function giveUpStream({
  reason,
  error,
}: {
  reason: UploadReason;
  error?: StreamingErrorCode;
}): Step {
  const told: Effect[] =
    error === undefined
      ? wantEffects(reason)
      : [
          { do: 'tell-error', error, fallsBack: true },
          { do: 'want-upload', reason },
        ];
  return {
    state: {
      name: 'wanted',
      reason,
      mayRepeat: error !== undefined || reason !== 'upstream-away',
    },
    effects: [{ do: 'abort-upstream' }, ...told, { do: 'count-fallback', reason }],
  };
}

function tooLong(): Step {
  const error = 'too-long';
  return {
    state: { name: 'failed', error },
    effects: [{ do: 'abort-upstream' }, { do: 'tell-error', error, fallsBack: false }],
  };
}

function uploadBegun(state: State): Step {
  if (state.name === 'wanted') {
    const effects: Effect[] = state.mayRepeat ? [{ do: 'count-repeat' }] : [];
    return { state: { ...state, name: 'uploading' }, effects };
  }
  if (state.name === 'answered' || state.name === 'uploading') return stay(state);
  const uploading: State = { name: 'uploading', reason: 'upstream-failed', mayRepeat: true };
  return { state: uploading, effects: [{ do: 'abort-upstream' }, { do: 'count-repeat' }] };
}

function reminders(state: State): Effect[] {
  switch (state.name) {
    case 'opening':
    case 'uploading':
      return [];
    case 'streaming':
    case 'ending':
      return [{ do: 'tell-started', isStreaming: true }];
    case 'wanted':
      return wantEffects(state.reason);
    case 'answered':
      return [{ do: 'tell-result-again' }];
    case 'failed':
      return [{ do: 'tell-error', error: state.error, fallsBack: false }];
  }
}

function wantEffects(reason: UploadReason): Effect[] {
  return [
    { do: 'tell-started', isStreaming: false },
    { do: 'want-upload', reason },
  ];
}
