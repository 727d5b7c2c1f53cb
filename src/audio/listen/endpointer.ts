/**
 * Where an utterance begins and ends. Pure: frames, keys and mute go in; starts, frames and ends come out.
 *
 *   hands-free       ┌── voice again ──┐
 *     idle ─ voice ─► hearing ─ pause ─► trailing ─ the pace's wait ─► idle
 *      ▲                 └─ maxUtteranceMs: the next utterance begins ─► hearing
 *      └───────────────────── maxUtteranceMs in the pause ───── trailing
 *
 *   push-to-talk       ┌───── pressed again ─────┐
 *     idle ─ pressed ─► pressed ─ released ─► releasing ─ frame of the release ─► idle
 *                          └─ maxUtteranceMs: the next utterance begins ─► pressed
 *     A release before minUtteranceMs counts from then.
 *
 *   any ─ mute ─► muted ─ unmute ─► idle          any ─ close ─► closed
 *
 * The mode is chosen when the lane opens: push-to-talk never hears the VAD, hands-free never the key.
 * A frame belongs to at most one utterance.
 */
import type { Endpointing } from '../../shared/audio-port/audio-port.ts';
import { FRAME_MS } from '../../shared/speech/audio-format.ts';
import type { Frame } from './framer.ts';
import {
  heardAfterPause,
  heardAnew,
  heardNothing,
  UNKNOWN_PACE,
  waitFrames,
  type Pace,
  type PaceLimits,
} from './pace.ts';

/** Of the frames in which voice is looked for, this share must be voiced to open an utterance. */
const VOICED_SHARE = 0.5;

export type EndpointerSettings = Endpointing & { readonly mode: 'hands-free' | 'push-to-talk' };

type By = 'vad' | 'push-to-talk';
type Heard = { readonly frame: Frame; readonly isVoiced: boolean };
type Speech = {
  readonly speechNumber: number;
  readonly nextSequence: number;
  /** The next frame follows sound that was lost. */
  readonly isAfterLoss: boolean;
};

type State =
  | { readonly name: 'idle'; readonly recent: readonly Heard[] }
  | { readonly name: 'hearing'; readonly speech: Speech; readonly lastVoicedAtUs: number }
  | {
      readonly name: 'trailing';
      readonly speech: Speech;
      readonly lastVoicedAtUs: number;
      readonly silentFrames: number;
    }
  | { readonly name: 'pressed'; readonly speech: Speech; readonly pressedAtUs: number }
  | {
      readonly name: 'releasing';
      readonly speech: Speech;
      readonly pressedAtUs: number;
      readonly releasedAtUs: number;
    }
  | { readonly name: 'muted' }
  | { readonly name: 'closed' };

export type EndpointerState = State & {
  /** Number of the last utterance begun. */
  readonly speechCount: number;
  readonly pace: Pace;
};

export type EndpointerEvent =
  | { readonly type: 'frame'; readonly frame: Frame; readonly isVoiced: boolean }
  | { readonly type: 'pressed'; readonly atUs: number }
  | { readonly type: 'released'; readonly atUs: number }
  | { readonly type: 'muted'; readonly atUs: number }
  | { readonly type: 'unmuted' }
  | { readonly type: 'closed'; readonly atUs: number };

export type EndReason = 'silence' | 'released' | 'too-long' | 'closed';

export type EndpointerEffect =
  | {
      readonly type: 'started';
      readonly speechNumber: number;
      readonly by: By;
      readonly startedAtUs: number;
    }
  | {
      readonly type: 'frames';
      readonly speechNumber: number;
      readonly sequence: number;
      readonly isAfterLoss: boolean;
      readonly frames: readonly Frame[];
    }
  | {
      readonly type: 'ended';
      readonly speechNumber: number;
      readonly nextSequence: number;
      readonly endedAtUs: number;
      readonly reason: EndReason;
    };

export type Step = {
  readonly state: EndpointerState;
  readonly effects: readonly EndpointerEffect[];
};

export const INITIAL_ENDPOINTER: EndpointerState = {
  name: 'idle',
  recent: [],
  speechCount: 0,
  pace: UNKNOWN_PACE,
};

/** The utterance of a host that died goes on here: sound was lost, the numbers are main's. */
export function continueUtterance(
  settings: EndpointerSettings,
  continued: { readonly nextSequence: number; readonly atUs: number },
): Step {
  const speech = { speechNumber: 1, nextSequence: continued.nextSequence, isAfterLoss: true };
  const isPressed = settings.mode === 'push-to-talk';
  const common = { speech, speechCount: 1, pace: UNKNOWN_PACE };
  const { atUs } = continued;
  return {
    state: isPressed
      ? { ...common, name: 'pressed', pressedAtUs: atUs }
      : { ...common, name: 'trailing', lastVoicedAtUs: atUs, silentFrames: 0 },
    effects: [started(speech, isPressed ? 'push-to-talk' : 'vad', continued.atUs)],
  };
}

export function stepEndpointer(
  state: EndpointerState,
  event: EndpointerEvent,
  settings: EndpointerSettings,
): Step {
  switch (event.type) {
    case 'frame':
      return stepFrame(state, event, settings);
    case 'pressed':
      return press(state, event.atUs, settings);
    case 'released':
      return release(state, event.atUs, settings);
    case 'muted':
      return {
        state: { name: 'muted', speechCount: state.speechCount, pace: UNKNOWN_PACE },
        effects: cutOff(state, event.atUs),
      };
    case 'unmuted':
      return state.name === 'muted' ? quietly(idle(state)) : quietly(state);
    case 'closed':
      return {
        state: { name: 'closed', speechCount: state.speechCount, pace: UNKNOWN_PACE },
        effects: cutOff(state, event.atUs),
      };
  }
}

export function isSpeaking(state: EndpointerState): boolean {
  return state.name !== 'idle' && state.name !== 'muted' && state.name !== 'closed';
}

function stepFrame(state: EndpointerState, heard: Heard, settings: EndpointerSettings): Step {
  switch (state.name) {
    case 'idle':
      return listen(state, heard, settings);
    case 'hearing':
    case 'trailing':
      return hear(state, heard, settings);
    case 'pressed':
      return cutTooLong(
        { ...state, speech: after(state.speech, 1) },
        [heard.frame],
        state.speech,
        settings,
      );
    case 'releasing': {
      const speech = after(state.speech, 1);
      const effects = [framesOf(state.speech, [heard.frame])];
      // The frame in which the key came up is still part of what was said.
      if (heard.frame.capturedAtUs < state.releasedAtUs)
        return { state: { ...state, speech }, effects };
      return {
        state: idle(state),
        effects: [...effects, ended(speech, state.releasedAtUs, 'released')],
      };
    }
    case 'muted':
    case 'closed':
      return quietly(state);
  }
}

function listen(
  state: EndpointerState & { name: 'idle' },
  heard: Heard,
  settings: EndpointerSettings,
): Step {
  const preRollFrames = framesIn(settings.preRollMs);
  const voicedFrames = framesIn(settings.minSpeechMs);
  const windowFrames = settings.mode === 'hands-free' ? Math.ceil(voicedFrames / VOICED_SHARE) : 0;
  const recent = lastOf([...state.recent, heard], preRollFrames + windowFrames);
  const window = lastOf(recent, windowFrames);
  const isSpeech =
    windowFrames > 0 && window.filter((each) => each.isVoiced).length >= voicedFrames;
  const pace = heardNothing(state.pace);
  if (!isSpeech) return quietly({ ...state, recent, pace });

  const firstVoiced = recent.length - window.length + window.findIndex((each) => each.isVoiced);
  const soundingFrames = recent.length - firstVoiced;
  const frames = recent.slice(Math.max(0, firstVoiced - preRollFrames)).map((each) => each.frame);
  const first = newSpeech(state);
  const speech = after(first, frames.length);
  return {
    state: {
      name: 'hearing',
      speech,
      lastVoicedAtUs: heard.frame.capturedAtUs,
      speechCount: speech.speechNumber,
      pace: heardAnew(heardNothing(pace, -soundingFrames), paceLimits(settings)),
    },
    effects: [
      started(first, 'vad', recent[firstVoiced]?.frame.capturedAtUs ?? heard.frame.capturedAtUs),
      framesOf(first, frames),
    ],
  };
}

function hear(
  state: EndpointerState & { name: 'hearing' | 'trailing' },
  heard: Heard,
  settings: EndpointerSettings,
): Step {
  const speech = after(state.speech, 1);
  const { speechCount } = state;
  const limits = paceLimits(settings);
  const pauseFrames = state.name === 'trailing' ? state.silentFrames : 0;
  if (heard.isVoiced) {
    const lastVoicedAtUs = heard.frame.capturedAtUs;
    const pace = heardAfterPause(state.pace, pauseFrames, limits);
    return cutTooLong(
      { name: 'hearing', speech, lastVoicedAtUs, speechCount, pace },
      [heard.frame],
      state.speech,
      settings,
    );
  }
  const { lastVoicedAtUs } = state;
  if (isFull(state.speech, settings)) {
    return { state: idle(state), effects: [ended(state.speech, lastVoicedAtUs, 'too-long')] };
  }
  const silentFrames = pauseFrames + 1;
  const pace = heardNothing(state.pace);
  if (silentFrames < waitFrames(pace, limits)) {
    return {
      state: { name: 'trailing', speech, lastVoicedAtUs, silentFrames, speechCount, pace },
      effects: [framesOf(state.speech, [heard.frame])],
    };
  }
  return {
    state: idle({ ...state, pace }),
    effects: [framesOf(state.speech, [heard.frame]), ended(speech, lastVoicedAtUs, 'silence')],
  };
}

/**
 * Sends a frame of someone who goes on speaking; when the utterance is full already, ends it and begins the next
 * with the frame. Only a frame begins an utterance, so that none is ever empty.
 */
function cutTooLong(
  state: EndpointerState & { name: 'hearing' | 'pressed' },
  frames: readonly [Frame],
  before: Speech,
  settings: EndpointerSettings,
): Step {
  if (!isFull(before, settings)) return { state, effects: [framesOf(before, frames)] };
  const atUs = frames[0].capturedAtUs;
  const cut = ended(before, atUs - FRAME_MS * 1_000, 'too-long');
  const first = newSpeech(state);
  const speech = after(first, 1);
  const by = state.name === 'pressed' ? 'push-to-talk' : 'vad';
  return {
    state: { ...state, speech, speechCount: speech.speechNumber },
    effects: [cut, started(first, by, atUs), framesOf(first, frames)],
  };
}

function isFull(speech: Speech, settings: EndpointerSettings): boolean {
  return speech.nextSequence >= framesIn(settings.maxUtteranceMs);
}

function press(state: EndpointerState, atUs: number, settings: EndpointerSettings): Step {
  if (settings.mode !== 'push-to-talk') return quietly(state);
  // A key that bounces is one press.
  if (state.name === 'releasing') {
    const { speech, speechCount, pace, pressedAtUs } = state;
    return quietly({ name: 'pressed', speech, speechCount, pace, pressedAtUs });
  }
  if (state.name !== 'idle') return quietly(state);
  const first = newSpeech(state);
  const frames = state.recent.map((each) => each.frame);
  const speech = after(first, frames.length);
  const start = started(first, 'push-to-talk', atUs);
  return {
    state: {
      name: 'pressed',
      speech,
      speechCount: speech.speechNumber,
      pace: state.pace,
      pressedAtUs: atUs,
    },
    effects: frames.length > 0 ? [start, framesOf(first, frames)] : [start],
  };
}

function release(state: EndpointerState, atUs: number, settings: EndpointerSettings): Step {
  if (state.name !== 'pressed') return quietly(state);
  const releasedAtUs = Math.max(atUs, state.pressedAtUs + settings.minUtteranceMs * 1_000);
  return quietly({ ...state, name: 'releasing', releasedAtUs });
}

function cutOff(state: EndpointerState, atUs: number): readonly EndpointerEffect[] {
  switch (state.name) {
    case 'hearing':
    case 'trailing':
      return [ended(state.speech, state.lastVoicedAtUs, 'closed')];
    case 'pressed':
      return [ended(state.speech, atUs, 'closed')];
    case 'releasing':
      return [ended(state.speech, state.releasedAtUs, 'released')];
    case 'idle':
    case 'muted':
    case 'closed':
      return [];
  }
}

function idle({ speechCount, pace }: EndpointerState): EndpointerState {
  return { name: 'idle', recent: [], speechCount, pace };
}

function paceLimits({ silenceMs, maxSilenceMs }: EndpointerSettings): PaceLimits {
  return { shortestFrames: framesIn(silenceMs), longestFrames: framesIn(maxSilenceMs) };
}

function quietly(state: EndpointerState): Step {
  return { state, effects: [] };
}

function newSpeech({ speechCount }: EndpointerState): Speech {
  return { speechNumber: speechCount + 1, nextSequence: 0, isAfterLoss: false };
}

function after(speech: Speech, frameCount: number): Speech {
  return { ...speech, nextSequence: speech.nextSequence + frameCount, isAfterLoss: false };
}

function started({ speechNumber }: Speech, by: By, startedAtUs: number): EndpointerEffect {
  return { type: 'started', speechNumber, by, startedAtUs };
}

function framesOf(speech: Speech, frames: readonly Frame[]): EndpointerEffect {
  const { speechNumber, nextSequence: sequence, isAfterLoss } = speech;
  return { type: 'frames', speechNumber, sequence, isAfterLoss, frames };
}

function ended(
  { speechNumber, nextSequence }: Speech,
  endedAtUs: number,
  reason: EndReason,
): EndpointerEffect {
  return { type: 'ended', speechNumber, nextSequence, endedAtUs, reason };
}

function framesIn(ms: number): number {
  return Math.ceil(ms / FRAME_MS);
}

function lastOf<Item>(items: readonly Item[], count: number): readonly Item[] {
  return count === 0 ? [] : items.slice(-count);
}
