/** How each dialect says the same: begin, a frame, the end. Pure; `dialects.ts` in shared describes them. */
import {
  TRAILING_SILENCE_MS,
  type D1Up,
  type D2Up,
  type D3Up,
  type Dialect,
} from '../../shared/buildpanel/dialects.ts';
import { FRAME_BYTES, FRAME_MS } from '../../shared/speech/audio-format.ts';

export type SpeakerContext = {
  readonly sessionId: string;
  readonly restaurantId: string;
  readonly userId: string;
  readonly menuContext: unknown;
};

/** Text messages are strings, binary ones bytes. */
export type UpstreamMessage = string | Uint8Array;

export type DialectSpeaker = {
  /** Whether it has a word for the end of speech; else only silence tells. */
  readonly saysStop: boolean;
  begin(): UpstreamMessage[];
  /** `index` counts frames from 0 within the utterance. */
  frame(frame: Uint8Array, index: number): UpstreamMessage[];
  end(frameCount: number): UpstreamMessage[];
};

export function speakerOf(dialect: Dialect, context: SpeakerContext): DialectSpeaker {
  switch (dialect) {
    case 'd1':
      return speakD1(context);
    case 'd2':
      return speakD2(context);
    case 'd3':
      return speakD3();
  }
}

function speakD1({ restaurantId, userId }: SpeakerContext): DialectSpeaker {
  const say = (message: D1Up) => JSON.stringify(message);
  return {
    saysStop: true,
    begin: () => [
      say({ type: 'connect', restaurantId, userId }),
      say({ type: 'start_recording', restaurantId }),
    ],
    frame: (frame) => [frame],
    end: () => [say({ type: 'stop_recording' })],
  };
}

function speakD2({ sessionId, restaurantId, userId, menuContext }: SpeakerContext): DialectSpeaker {
  const say = (message: D2Up) => JSON.stringify(message);
  const frame = (bytes: Uint8Array, index: number) => [
    say({ type: 'audio_chunk', sessionId, sequenceNumber: index, timestamp: index * FRAME_MS }),
    bytes,
  ];
  return {
    saysStop: false,
    begin: () => [say({ type: 'start_session', sessionId, restaurantId, userId, menuContext })],
    frame,
    end: (frameCount) => trailingSilence(frame, frameCount),
  };
}

function speakD3(): DialectSpeaker {
  const frame = (bytes: Uint8Array, index: number) => {
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
    return [JSON.stringify({ type: 'audio_chunk', data, sequence: index } satisfies D3Up)];
  };
  return {
    saysStop: false,
    begin: () => [],
    frame,
    end: (frameCount) => trailingSilence(frame, frameCount),
  };
}

/**
 * Once to end the words, and once more: an upstream that answers silence with empty words says so that
 * there is nothing behind them.
 */
function trailingSilence(
  frame: (bytes: Uint8Array, index: number) => UpstreamMessage[],
  frameCount: number,
): UpstreamMessage[] {
  const silence = new Uint8Array(FRAME_BYTES);
  const count = 2 * Math.ceil(TRAILING_SILENCE_MS / FRAME_MS);
  return Array.from({ length: count }, (_, index) => frame(silence, frameCount + index)).flat();
}
