/** From the device to the relay's socket, ours and Chromium's, while somebody speaks into the headset. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playInto, synthesise } from '../../../scripts/setup/speak.mjs';
import type { Headset, VirtualAudio } from '../../../scripts/setup/virtual-audio.mjs';
import { findPieces, PIECE_SAMPLES } from '../../integration/audio/likeness.ts';
import { forkRealAudioHost } from '../../support/forked-audio-host.ts';
import { laneId } from '../../support/journal-fixture.ts';
import { ScriptedRelay } from '../../support/scripted-relay.ts';
import { SoundTap } from '../../support/sound-tap.ts';
import { startStation, until, untilOnline } from '../../support/voice-fixture.ts';
import { spreadOf, type Spread } from '../report.ts';
import { median } from '../statistics.ts';
import { openChromiumCapture } from './chromium-capture.ts';

/** Beyond the device's own latency, which is that of the quickest reader of the same device. */
export type CaptureFigures = { readonly ours: Spread; readonly chromium: Spread };

/** A frame's samples and when it was at the relay. */
export type ArrivedFrame = { readonly samples: Int16Array; readonly atMs: number };

const SENTENCE =
  'I would like two greek bowls, a large lemonade, sweet potato fries, and a grilled chicken sandwich please. ';
const SENTENCE_SECONDS = 6;
const PIECES = 5;

export async function measureCapture(
  audio: VirtualAudio,
  seconds: number,
  tell: (line: string) => void,
): Promise<CaptureFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-capture-'));
  const [headset] = audio.headsets;
  if (headset === undefined) throw new Error('no headset');
  try {
    const file = join(folder, 'order.wav');
    synthesise(SENTENCE.repeat(Math.ceil(seconds / SENTENCE_SECONDS)), { file });
    const speak = () => playInto(headset, file, audio.env);
    tell('capture through the station');
    const ours = await throughStation({ audio, headset, folder, speak });
    tell('capture through getUserMedia');
    const chromium = await throughChromium({ audio, headset, speak });
    return { ours: spreadOf(ours), chromium: spreadOf(chromium) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Way = {
  readonly audio: VirtualAudio;
  readonly headset: Headset;
  readonly speak: () => Promise<unknown>;
};

async function throughStation(way: Way & { readonly folder: string }): Promise<number[]> {
  const { audio, headset, folder } = way;
  const relay = new ScriptedRelay();
  await relay.start();
  const station = await startStation({
    relayUrl: relay.url,
    directory: join(folder, 'journal'),
    lane: { capture: { kind: 'device', name: headset.label }, mode: 'push-to-talk' },
    forkAudioHost: () => forkRealAudioHost(() => undefined, audio.env),
  });
  try {
    await untilOnline(station);
    await until('an open device', () => station.voice.views().lanes[0]?.device.state === 'open');
    station.voice.setPushToTalk(laneId, true);
    const tap = await listenWhile(way);
    const frames = relay.frameMessages.flatMap(({ frames: [bytes] }, index) =>
      bytes === undefined
        ? []
        : [{ samples: samplesOf(bytes), atMs: relay.framesCameAtMs[index] ?? NaN }],
    );
    return latenciesOf(frames, tap);
  } finally {
    await station.voice.stop();
    await relay.stop();
  }
}

async function throughChromium(way: Way): Promise<number[]> {
  const capture = await openChromiumCapture(way.headset.label, way.audio.env);
  try {
    const tap = await listenWhile(way);
    return latenciesOf(capture.frames, tap);
  } finally {
    await capture.stop();
  }
}

async function listenWhile({ audio, headset, speak }: Way): Promise<SoundTap> {
  const tap = new SoundTap(`${headset.id}_mic`, audio.env);
  await tap.started();
  await speak();
  await tap.stop();
  return tap;
}

function samplesOf(bytes: Uint8Array): Int16Array {
  return new Int16Array(Uint8Array.from(bytes).buffer);
}

/** From when each frame's last sample was read off the device to when the frame was at the relay. */
function latenciesOf(frames: readonly ArrivedFrame[], tap: SoundTap): number[] {
  const stream = Int16Array.from(frames.flatMap(({ samples }) => [...samples]));
  const heard = tap.samples;
  // Where the stream lies in what the tap heard: it lags by the same everywhere, unless sound was lost.
  const shifts = Array.from({ length: PIECES }, (_, index) => {
    const at = Math.floor(((index + 1) * stream.length) / (PIECES + 1));
    const [found] = findPieces(heard, stream.subarray(at, at + PIECE_SAMPLES));
    return { shift: (found?.offset ?? NaN) - at, isSure: (found?.correlation ?? 0) > 0.9 };
  }).filter(({ isSure }) => isSure);
  const shift = median(shifts.map((each) => each.shift));
  let end = 0;
  return frames.flatMap(({ samples, atMs }) => {
    end += samples.length;
    const inTap = end + shift;
    return inTap > 0 && inTap < heard.length ? [atMs - tap.atMs(inTap)] : [];
  });
}
