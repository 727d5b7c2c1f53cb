/**
 * An audio host that knows where someone speaks in its WAV file, instead of listening: hundreds of stations in a process could
 * not afford that. What it tells, and when, is what the real one would.
 */
import { readFileSync } from 'node:fs';
import type { FromHost } from '../../../src/shared/audio-port/audio-port.ts';
import { FRAME_BYTES, FRAME_MS } from '../../../src/shared/speech/audio-format.ts';
import { monotonicUs } from '../../../src/audio/monotonic.ts';
import type { AudioHostProcess } from '../../../src/main/voice/lane/audio-host-process.ts';
import type { Sound } from './sound.ts';

const WAV_HEADER_BYTES = 44;
const LEVEL_EVERY_FRAMES = 5;

export function startScriptedAudioHost(): AudioHostProcess {
  let receive: (message: unknown) => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const tell = (message: FromHost) => receive(message);
  return {
    send: (message) => {
      if (message.type === 'open' && message.capture.kind === 'wav')
        timer = play(message.capture.path, tell);
      if (message.type === 'close') clearInterval(timer);
    },
    onMessage: (told) => {
      receive = told;
    },
    onExit: () => undefined,
    processId: () => undefined,
    kill: () => clearInterval(timer),
  };
}

function play(path: string, tell: (message: FromHost) => void): NodeJS.Timeout {
  const pcm = readFileSync(path).subarray(WAV_HEADER_BYTES);
  const spoken = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Sound['spoken'];
  const startedAtUs = monotonicUs();
  let frame = 0;
  let speech = 0;
  setImmediate(() => tell({ type: 'opened', deviceRateHz: 16_000 }));
  const next = () => {
    const capturedAtUs = startedAtUs + (frame + 1) * FRAME_MS * 1_000;
    const { from, to } = spoken[speech] ?? { from: Infinity, to: Infinity };
    const speechNumber = speech + 1;
    if (frame === from)
      tell({ type: 'speech_started', speechNumber, by: 'vad', startedAtUs: capturedAtUs });
    if (frame >= from && frame < to) {
      const sound = Uint8Array.from(pcm.subarray(frame * FRAME_BYTES, (frame + 1) * FRAME_BYTES));
      const place = { speechNumber, sequence: frame - from, capturedAtUs };
      tell({ type: 'frames', ...place, discontinuity: false, pcm: sound });
    }
    frame += 1;
    if (frame === to) {
      const end = { speechNumber, nextSequence: to - from, endedAtUs: capturedAtUs };
      tell({ type: 'speech_ended', ...end, reason: 'silence' });
      speech += 1;
    }
    if (frame % LEVEL_EVERY_FRAMES === 0)
      tell({ type: 'level', rmsDbfs: -40, peakDbfs: -30, clippedSamples: 0, speaking: false });
  };
  return setInterval(() => {
    const dueFrames = Math.floor((monotonicUs() - startedAtUs) / (FRAME_MS * 1_000));
    while (frame < dueFrames) next();
  }, FRAME_MS);
}
