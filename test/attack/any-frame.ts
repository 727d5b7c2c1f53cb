/** What an attacker with a valid token may put on the line: the protocol's own messages bent, and frames that no library sends. */
import fc from 'fast-check';
import { anyMessage } from '../integration/relay/any-message.ts';
import type { Spoken } from '../integration/relay/station-client.ts';
import { encodeFrameMessage } from '../../src/shared/wire/frame-message.ts';
import { OPCODE, type RawFrame } from '../support/web-socket-frame.ts';

/** The sound of attackers: no honest station of this siege sends it. */
const MARK = 255;
const POOL = 5_000;
const HUGE: RawFrame = { opcode: OPCODE.binary, payload: new Uint8Array(100_000) };

/** A volley of these: legal on the line, whatever they say; one in some ends with a frame that no library sends. */
export class AnyFrames {
  readonly #legal: readonly RawFrame[];
  readonly #bent: readonly RawFrame[];
  readonly #chance: () => number;

  /** Generated once from `seed`, then drawn, cut and changed in a byte by `chance`: generating costs more than sending. */
  constructor(seed: number, chance: () => number) {
    this.#legal = fc.sample(anyLegal(), { numRuns: POOL, seed });
    this.#bent = [HUGE, ...fc.sample(anyBent(), { numRuns: POOL, seed })];
    this.#chance = chance;
  }

  volley(count: number): readonly RawFrame[] {
    const legal = Array.from({ length: count - 1 }, () => this.#changed(this.#draw(this.#legal)));
    return [...legal, this.#chance() < 0.2 ? this.#draw(this.#bent) : this.#draw(this.#legal)];
  }

  #draw(frames: readonly RawFrame[]): RawFrame {
    return frames[Math.floor(this.#chance() * frames.length)] ?? HUGE;
  }

  #changed(frame: RawFrame): RawFrame {
    const { payload, opcode } = frame;
    if (payload.length === 0 || this.#chance() < 0.5) return frame;
    const at = Math.floor(this.#chance() * payload.length);
    if (this.#chance() < 0.2) return { ...frame, payload: asText(payload.slice(0, at), opcode) };
    const changed = Uint8Array.from(payload);
    changed[at] = Math.floor(this.#chance() * 256);
    return { ...frame, payload: asText(changed, opcode) };
  }
}

/** Text that is no UTF-8 ends its line, and what comes behind it would try nothing: only the bent frames have it. */
function asText(payload: Uint8Array, opcode: number): Uint8Array {
  return opcode === OPCODE.text ? Buffer.from(Buffer.from(payload).toString()) : payload;
}

function anyLegal(): fc.Arbitrary<RawFrame> {
  const said = anyMessage().map((message) =>
    typeof message === 'string'
      ? { opcode: OPCODE.text, payload: Buffer.from(message) }
      : { opcode: OPCODE.binary, payload: message },
  );
  const tiny = fc.nat(127).map((byte) => ({ opcode: OPCODE.text, payload: Uint8Array.of(byte) }));
  return fc.oneof({ weight: 3, arbitrary: said }, { weight: 1, arbitrary: tiny });
}

function anyBent(): fc.Arbitrary<RawFrame> {
  return fc.record({
    opcode: fc.nat(15),
    payload: fc.uint8Array({ maxLength: 200 }),
    isFinal: fc.boolean(),
    isMasked: fc.boolean(),
    reserved: fc.constantFrom(0, 0, 0, 1, 2, 4),
  });
}

/** Another station's utterance, taken up, spoken into, ended and wiped: as well as one can without being it. */
export function trespass(spoken: Spoken, streamNumber: number): readonly RawFrame[] {
  const say = (message: object) => ({
    opcode: OPCODE.text,
    payload: Buffer.from(JSON.stringify(message)),
  });
  const sound = encodeFrameMessage({
    codec: 'pcm_s16le',
    streamNumber,
    sequence: 0,
    capturedAtUs: 0,
    capturedBeforeConnection: true,
    discontinuity: true,
    frames: [new Uint8Array(640).fill(MARK)],
  });
  const count = { streamNumber, nextSequence: 1, frameCount: 1 };
  return [
    say({ type: 'resume', ...spoken, laneId: 'lane-1', streamNumber }),
    { opcode: OPCODE.binary, payload: sound },
    say({ type: 'end_voice_streaming', ...spoken, ...count }),
    say({ type: 'result_ack', ...spoken }),
  ];
}
