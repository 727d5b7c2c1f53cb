import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  continueUtterance,
  INITIAL_ENDPOINTER,
  isSpeaking,
  stepEndpointer,
  type EndpointerEffect,
  type EndpointerEvent,
  type EndpointerSettings,
  type EndpointerState,
} from '../../../src/audio/listen/endpointer.ts';
import { FRAME_SAMPLES } from '../../../src/shared/speech/audio-format.ts';

const FRAME_US = 20_000;
const handsFree: EndpointerSettings = {
  mode: 'hands-free',
  silenceMs: 200,
  maxSilenceMs: 200,
  preRollMs: 100,
  minSpeechMs: 60,
  minUtteranceMs: 0,
  maxUtteranceMs: 2_000,
};
const pushToTalk: EndpointerSettings = { ...handsFree, mode: 'push-to-talk' };

/** Frame `index` is captured at `(index + 1) * 20 ms`. */
const frameAt = (index: number) => ({
  samples: new Int16Array(FRAME_SAMPLES),
  capturedAtUs: (index + 1) * FRAME_US,
});
const indexOf = ({ capturedAtUs }: { capturedAtUs: number }) => capturedAtUs / FRAME_US - 1;

/** `v` voiced frame, `.` silent frame, `P`/`R` press and release, `M`/`U` mute and unmute, `C` close. */
function play(script: string, settings: EndpointerSettings, from = INITIAL_ENDPOINTER) {
  let state: EndpointerState = from;
  let index = 0;
  const effects: EndpointerEffect[] = [];
  for (const letter of script) {
    const step = stepEndpointer(state, toEvent(letter, index), settings);
    if (letter === 'v' || letter === '.') index += 1;
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects, utterances: toUtterances(effects) };
}

function toEvent(letter: string, index: number): EndpointerEvent {
  const atUs = index * FRAME_US + 5_000;
  switch (letter) {
    case 'P':
      return { type: 'pressed', atUs };
    case 'R':
      return { type: 'released', atUs };
    case 'M':
      return { type: 'muted', atUs };
    case 'U':
      return { type: 'unmuted' };
    case 'C':
      return { type: 'closed', atUs };
    default:
      return { type: 'frame', frame: frameAt(index), isVoiced: letter === 'v' };
  }
}

type Utterance = {
  frames: number[];
  reason: string | undefined;
  startedAtUs: number;
  endedAtUs: number;
};

/** Also checks the order of messages and the sequence numbers. */
function toUtterances(effects: readonly EndpointerEffect[]): Utterance[] {
  const utterances: Utterance[] = [];
  for (const effect of effects) {
    if (effect.type === 'started') {
      expect(effect.speechNumber).toBe(utterances.length + 1);
      const { startedAtUs } = effect;
      utterances.push({ frames: [], reason: undefined, startedAtUs, endedAtUs: 0 });
      continue;
    }
    const utterance = utterances.at(-1);
    if (!utterance) throw new Error('frames or end before a start');
    expect(effect.speechNumber).toBe(utterances.length);
    expect(utterance.reason).toBeUndefined();
    if (effect.type === 'frames') {
      expect(effect.sequence).toBe(utterance.frames.length);
      utterance.frames.push(...effect.frames.map(indexOf));
    } else {
      expect(effect.nextSequence).toBe(utterance.frames.length);
      utterance.reason = effect.reason;
      utterance.endedAtUs = effect.endedAtUs;
    }
  }
  return utterances;
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);
const voice = (frames: number) => 'v'.repeat(frames);
const silence = (frames: number) => '.'.repeat(frames);

describe('hands-free', () => {
  test('an utterance begins with its pre-roll and ends after the silence', () => {
    const { utterances, state } = play(silence(20) + voice(10) + silence(15), handsFree);
    expect(utterances).toEqual([
      {
        frames: range(15, 40),
        reason: 'silence',
        startedAtUs: 21 * FRAME_US,
        endedAtUs: 30 * FRAME_US,
      },
    ]);
    expect(isSpeaking(state)).toBe(false);
  });

  test('a click shorter than speech opens nothing', () => {
    expect(play(silence(5) + 'vv' + silence(30) + 'v' + silence(30), handsFree).effects).toEqual(
      [],
    );
  });

  test('a pause shorter than the silence stays in the utterance', () => {
    const { utterances } = play(voice(10) + silence(9) + voice(5) + silence(10), handsFree);
    expect(utterances.map(({ frames }) => frames)).toEqual([range(0, 34)]);
  });

  test('the pre-roll never repeats what the utterance before has sent', () => {
    const { utterances } = play(
      voice(5) + silence(10) + silence(2) + voice(5) + silence(10),
      handsFree,
    );
    expect(utterances.map(({ frames }) => frames)).toEqual([range(0, 15), range(15, 32)]);
  });

  test('a talker without end is cut, and the next utterance follows without a gap', () => {
    const { utterances } = play(voice(250), handsFree);
    expect(utterances.map(({ frames, reason }) => [frames.length, reason])).toEqual([
      [100, 'too-long'],
      [100, 'too-long'],
      [50, undefined],
    ]);
    expect(utterances.flatMap(({ frames }) => frames)).toEqual(range(0, 250));
  });

  test('does not hear the push-to-talk key', () => {
    expect(play('....P....R....', handsFree).effects).toEqual([]);
  });

  test('every frame from speech on is in exactly one utterance, whatever is said', () => {
    const runs = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 60 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(runs, (lengths) => {
        const script = lengths
          .map(([isVoiced, length]) => (isVoiced ? 'v' : '.').repeat(length))
          .join('');
        const { utterances } = play(script + 'C', handsFree);
        const sent = utterances.flatMap(({ frames }) => frames);
        expect(sent).toEqual([...new Set(sent)].toSorted((a, b) => a - b));
        for (const { frames, reason, startedAtUs } of utterances) {
          const first = frames[0] ?? 0;
          expect(frames).toEqual(range(first, first + frames.length));
          expect(frames.length).toBeLessThanOrEqual(100);
          expect(Math.round(startedAtUs / FRAME_US) - 1 - first).toBeLessThanOrEqual(5);
          if (reason === 'silence')
            expect(script.slice(0, (frames.at(-1) ?? 0) + 1)).toMatch(/\.{10}$/);
        }
        // Speech that lasts as long as it must is never left out.
        for (const { index } of script.matchAll(/vvv/g)) expect(sent).toContain(index + 2);
      }),
    );
  });
});

describe('push-to-talk', () => {
  test('lasts from the press, with pre-roll, to the frame of the release', () => {
    const { utterances } = play(silence(20) + 'P' + silence(30) + 'R' + silence(20), pushToTalk);
    expect(utterances).toEqual([
      {
        frames: range(15, 51),
        reason: 'released',
        startedAtUs: 20 * FRAME_US + 5_000,
        endedAtUs: 50 * FRAME_US + 5_000,
      },
    ]);
  });

  test('speech without the key is not heard, and silence under it does not end it', () => {
    const { utterances } = play(voice(50) + 'P' + silence(90), pushToTalk);
    expect(utterances).toMatchObject([{ frames: range(45, 140), reason: undefined }]);
  });

  test('a press at the first moment has no pre-roll to send', () => {
    expect(play('P', pushToTalk).effects).toMatchObject([{ type: 'started', by: 'push-to-talk' }]);
  });

  test('a tap is heard for as long as the shortest utterance, and a second tap goes on with it', () => {
    const settings = { ...pushToTalk, minUtteranceMs: 200 };
    const tapped = play('P.R' + silence(30), settings).utterances;
    expect(tapped).toMatchObject([{ frames: range(0, 11), reason: 'released' }]);
    const twice = play('P.R...P' + silence(30) + 'R..', settings).utterances;
    expect(twice).toMatchObject([{ frames: range(0, 35), reason: 'released' }]);
  });

  test('a key that bounces is one press', () => {
    const { utterances } = play('..PRP..R.', pushToTalk);
    expect(utterances).toMatchObject([{ frames: range(0, 5), reason: 'released' }]);
  });

  test('a key held too long is cut and goes on in the next utterance', () => {
    const { utterances } = play('P' + silence(120) + 'R.', pushToTalk);
    expect(utterances.map(({ frames, reason }) => [frames.length, reason])).toEqual([
      [100, 'too-long'],
      [21, 'released'],
    ]);
  });

  test('any presses and releases give whole, ordered utterances', () => {
    const script = fc.string({
      unit: fc.constantFrom('.', '.', '.', 'v', 'P', 'R'),
      maxLength: 300,
    });
    fc.assert(
      fc.property(script, (letters) => {
        const { utterances } = play(letters + 'C', pushToTalk);
        const sent = utterances.flatMap(({ frames }) => frames);
        expect(sent).toEqual([...new Set(sent)].toSorted((a, b) => a - b));
        expect(utterances.every(({ reason }) => reason !== undefined)).toBe(true);
      }),
    );
  });
});

describe('mute, close and a host that died', () => {
  test('mute ends the utterance, and nothing said while muted is ever sent', () => {
    const { utterances } = play(voice(10) + 'M' + voice(20) + 'U' + voice(10), handsFree);
    expect(utterances).toMatchObject([
      { frames: range(0, 10), reason: 'closed' },
      { frames: range(30, 40) },
    ]);
  });

  test('a key pressed while muted waits for the next press', () => {
    expect(play('MP..U..R..', pushToTalk).effects).toEqual([]);
  });

  test('close ends what is open, once', () => {
    const { utterances } = play(voice(10) + 'CC' + voice(10), handsFree);
    expect(utterances).toMatchObject([{ frames: range(0, 10), reason: 'closed' }]);
  });

  test('an utterance goes on after a respawn with the given number and a mark of the loss', () => {
    const { state, effects } = continueUtterance(handsFree, { nextSequence: 70, atUs: 0 });
    expect(effects).toEqual([{ type: 'started', speechNumber: 1, by: 'vad', startedAtUs: 0 }]);
    const frames = [frameAt(0), frameAt(1)].reduce<{ state: EndpointerState; sent: unknown[] }>(
      ({ state: before, sent }, frame) => {
        const step = stepEndpointer(before, { type: 'frame', frame, isVoiced: true }, handsFree);
        return { state: step.state, sent: [...sent, ...step.effects] };
      },
      { state, sent: [] },
    ).sent;
    expect(frames).toMatchObject([
      { type: 'frames', sequence: 70, isAfterLoss: true },
      { type: 'frames', sequence: 71, isAfterLoss: false },
    ]);
  });

  test('an utterance that goes on ends after the silence when nobody speaks any more', () => {
    let { state } = continueUtterance(handsFree, { nextSequence: 30, atUs: 0 });
    const sent: EndpointerEffect[] = [];
    for (const index of range(0, 10)) {
      const step = stepEndpointer(
        state,
        { type: 'frame', frame: frameAt(index), isVoiced: false },
        handsFree,
      );
      state = step.state;
      sent.push(...step.effects);
    }
    expect(sent.at(-1)).toEqual({
      type: 'ended',
      speechNumber: 1,
      nextSequence: 40,
      endedAtUs: 0,
      reason: 'silence',
    });
  });

  test('a held key goes on through a respawn until it is released', () => {
    const { state } = continueUtterance(pushToTalk, { nextSequence: 30, atUs: 0 });
    expect(state.name).toBe('pressed');
    const released = stepEndpointer(state, { type: 'released', atUs: 1_000 }, pushToTalk).state;
    const last = stepEndpointer(
      released,
      { type: 'frame', frame: frameAt(0), isVoiced: false },
      pushToTalk,
    );
    expect(last.effects.at(-1)).toMatchObject({
      type: 'ended',
      nextSequence: 31,
      reason: 'released',
    });
  });
});
