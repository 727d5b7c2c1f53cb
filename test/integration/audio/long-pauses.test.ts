/** Guests who think while they order: synthesised speech with long pauses, through the real VAD and endpointer. */
import { describe, expect, test } from 'vitest';
import { Listener } from '../../../src/audio/listen/listener.ts';
import { createVad } from '../../../src/audio/listen/vad.ts';
import {
  DEFAULT_ENDPOINTING,
  type Endpointing,
  type FromHost,
} from '../../../src/shared/audio-port/audio-port.ts';
import { spokenBy, type Voice } from '../../support/synthetic-voice.ts';

const RATE_HZ = 16_000;
/** Silence around a phrase. */
const PADDING_BYTES = { before: 8_000, after: 12_800 };
const PHRASES = ['two greek bowls', 'and a lemonade', 'and a summer salad', 'with ranch please'];

/** Phrases with so much silence between them, and time to end. */
async function order(voice: Voice, pausesMs: readonly number[]): Promise<Int16Array> {
  const parts: Buffer[] = [silence(500)];
  for (const [index, phrase] of PHRASES.entries()) {
    const spoken = await spokenBy(voice, phrase);
    parts.push(spoken.subarray(PADDING_BYTES.before, -PADDING_BYTES.after));
    parts.push(silence(pausesMs[index] ?? 3_000));
  }
  return new Int16Array(Uint8Array.from(Buffer.concat(parts)).buffer);
}

const silence = (ms: number) => Buffer.alloc((ms * RATE_HZ * 2) / 1_000);

async function hear(sound: Int16Array, endpointing: Endpointing) {
  const told: FromHost[] = [];
  const listener = new Listener(
    { mode: 'hands-free', ...endpointing },
    { isVoiced: await createVad(), isOurs: () => false, send: (message) => told.push(message) },
  );
  const framesPerPiece = 320;
  for (let at = 0; at < sound.length; at += framesPerPiece)
    listener.hear(sound.subarray(at, at + framesPerPiece), ((at + framesPerPiece) / RATE_HZ) * 1e6);
  const starts = told.filter(({ type }) => type === 'speech_started').length;
  return { utterances: starts };
}

const fixed: Endpointing = { ...DEFAULT_ENDPOINTING, maxSilenceMs: DEFAULT_ENDPOINTING.silenceMs };

describe('a guest with long pauses in an order', () => {
  test.each(['slt', 'rms', 'awb'] as const)(
    '%s is cut off once, then waited for',
    async (voice) => {
      const sound = await order(voice, [1_000, 1_100, 1_000]);
      expect(await hear(sound, fixed)).toEqual({ utterances: 4 });
      expect(await hear(sound, DEFAULT_ENDPOINTING)).toEqual({ utterances: 2 });
    },
  );

  test('whose pauses grow is never cut off', async () => {
    const sound = await order('slt', [250, 450, 700]);
    expect(await hear(sound, fixed)).toEqual({ utterances: 3 });
    expect(await hear(sound, DEFAULT_ENDPOINTING)).toEqual({ utterances: 1 });
  });
});
