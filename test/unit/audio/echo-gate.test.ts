/** Our reply comes back through a room, and a guest speaks over it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { EchoGate } from '../../../src/audio/duplex/echo-gate.ts';
import { spokenBy } from '../../support/synthetic-voice.ts';

const FRAME = 320;
/** From the write to the microphone: 110 ms. */
const DELAY = 1_760;
const GUEST_AT = 3 * 16_000;

let reply: Int16Array;
let guest: Int16Array;

beforeAll(async () => {
  reply = samplesOf(
    await spokenBy('slt', 'Sure, two greek bowls and a large lemonade. Would you like fries too?'),
  );
  guest = samplesOf(await spokenBy('rms', 'No wait, make that three bowls please'));
});

function samplesOf(pcm: Buffer): Int16Array {
  return new Int16Array(Uint8Array.from(pcm).buffer);
}

/** What the gate says of each frame: before the guest, and while they speak. */
function converse(echo: number, guestAmplitude: number) {
  const gate = new EchoGate();
  const before = { others: 0, suspicions: 0 };
  const during = { suspicions: 0 };
  for (let at = 0; at + FRAME <= reply.length; at += FRAME) {
    gate.played(reply.subarray(at, at + FRAME));
    const heard = Int16Array.from({ length: FRAME }, (_, index) => {
      const now = at + index;
      // A direct way and a wall.
      const back = (reply[now - DELAY] ?? 0) + 0.4 * (reply[now - DELAY - 500] ?? 0);
      const said = guestAmplitude * (guest[now - GUEST_AT] ?? 0);
      return Math.max(-32_768, Math.min(32_767, echo * back + said));
    });
    const { isOther, isSuspicious } = gate.hear(heard);
    if (at >= GUEST_AT) during.suspicions += Number(isSuspicious);
    else {
      before.suspicions += Number(isSuspicious);
      before.others += Number(isOther && heard.some((sample) => Math.abs(sample) > 500));
    }
  }
  return { before, during };
}

describe('the echo gate', () => {
  test.each([0, 0.03, 0.25, 1])(
    'with %f of the reply back, hears the guest and no other',
    (echo) => {
      const { before, during } = converse(echo, 1);
      expect(before.suspicions).toBe(0);
      expect(before.others).toBeLessThan(5);
      expect(during.suspicions).toBeGreaterThan(10);
    },
  );

  test.each([0.03, 0.25, 1])('with %f of the reply back and no guest, hears nobody', (echo) => {
    expect(converse(echo, 0).during.suspicions).toBe(0);
  });
});
