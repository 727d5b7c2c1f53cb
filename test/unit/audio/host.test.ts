import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { v7 } from 'uuid';
import { Host } from '../../../src/audio/host.ts';
import { monotonicUs } from '../../../src/audio/monotonic.ts';
import type { ListedDevice, NativeAudio, StreamOptions } from '../../../src/audio/naudiodon.ts';
import {
  DEFAULT_ENDPOINTING,
  type FromHost,
  type ToHost,
} from '../../../src/shared/audio-port/audio-port.ts';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';
import { fail, ok } from '../../../src/shared/result.ts';

const headset: ListedDevice = {
  index: 3,
  hostApi: 'ALSA',
  name: 'Lane 1 headset',
  inputs: 2,
  outputs: 2,
  defaultRateHz: 44_100,
  isDefaultOutput: true,
};

/** A driver that keeps naudiodon's promises: reads are paced, dead devices never answer, nothing closes. */
class FakeNative implements NativeAudio {
  devices: readonly ListedDevice[] = [headset];
  accepts: (options: StreamOptions) => boolean = () => true;
  isPresent = true;
  isAlive = true;
  readonly opened: StreamOptions[] = [];
  readonly written: Int16Array[] = [];

  listDevices() {
    return this.devices;
  }

  openInput(options: StreamOptions) {
    return this.#open(options, {
      read: async () => {
        await this.#pace();
        const buffer = new Int16Array((options.rateHz / 100) * options.channels);
        return buffer.map((_, index) => 1_000 + index);
      },
    });
  }

  openOutput(options: StreamOptions) {
    return this.#open(options, {
      write: async (samples: Int16Array) => {
        await this.#pace();
        this.written.push(samples);
      },
    });
  }

  #open<Stream>(options: StreamOptions, stream: Stream) {
    if (!this.isPresent) return fail('device-lost' as const);
    if (!this.accepts(options)) return fail('unsupported-rate' as const);
    this.opened.push(options);
    return ok(stream);
  }

  async #pace() {
    await sleep(10);
    if (!this.isAlive) await new Promise(() => undefined);
  }
}

function startHost({
  native = new FakeNative(),
  isInstalled = true,
  isVoiced = (): boolean => false,
} = {}) {
  const said: FromHost[] = [];
  const leave = vi.fn();
  const host = new Host({
    send: (message) => said.push(message),
    loadNative: () => (isInstalled ? ok(native) : fail('native-module-missing')),
    loadVad: () => Promise.resolve(isVoiced),
    nowUs: monotonicUs,
    leave,
  });
  onTestFinished(() => host.receive({ type: 'close' }));
  const tell = (message: ToHost) => host.receive(message);
  const heard = (type: FromHost['type']): Promise<FromHost> =>
    vi.waitFor(
      () => {
        const message = said.findLast((each) => each.type === type);
        if (!message) throw new Error(`no ${type} among ${said.map((each) => each.type).join()}`);
        return message;
      },
      { timeout: 5_000, interval: 5 },
    );
  return { host, tell, heard, said, leave };
}

const open: ToHost = {
  type: 'open',
  capture: { kind: 'device', name: 'Lane 1 headset' },
  mode: 'push-to-talk',
  endpointing: DEFAULT_ENDPOINTING,
};

describe('opening a device', () => {
  test('opens the named device at 16 kHz mono', async () => {
    const native = new FakeNative();
    const { tell, heard } = startHost({ native });
    tell(open);
    expect(await heard('opened')).toEqual({ type: 'opened', deviceRateHz: 16_000 });
    expect(native.opened).toEqual([{ device: headset, rateHz: 16_000, channels: 1 }]);
  });

  test('resamples and mixes down when the device offers only 48 kHz stereo', async () => {
    const native = new FakeNative();
    native.accepts = ({ rateHz, channels }) => rateHz === 48_000 && channels === 2;
    const { tell, heard } = startHost({ native });
    tell(open);
    expect(await heard('opened')).toEqual({ type: 'opened', deviceRateHz: 48_000 });
    tell({ type: 'push_to_talk', pressed: true });
    const frames = await heard('frames');
    expect(frames).toMatchObject({ pcm: { length: 640 } });
  });

  test.each([
    ['a wrong name', 'no-such-device', { devices: [{ ...headset, name: 'default' }] }],
    ['a device without a microphone', 'no-such-device', { devices: [{ ...headset, inputs: 0 }] }],
    ['no device at all', 'no-devices', { devices: [] }],
    ['a device that refuses every rate', 'unsupported-rate', { accepts: () => false }],
    ['a device that is listed and gone', 'device-lost', { isPresent: false }],
    ['a device that never gives sound', 'silent-device', { isAlive: false }],
  ] as const)('%s is %s, about the device', async (_, failure, changes) => {
    const native = Object.assign(new FakeNative(), changes);
    const { tell, heard, said } = startHost({ native });
    tell(open);
    expect(await heard('failed')).toEqual({ type: 'failed', failure, about: 'Lane 1 headset' });
    expect(said.some(({ type }) => type === 'opened')).toBe(false);
  });

  test('a missing native module is said, and a WAV lane does without it', async () => {
    const { tell, heard } = startHost({ isInstalled: false });
    tell({ type: 'list_devices' });
    expect(await heard('failed')).toMatchObject({ failure: 'native-module-missing' });
    tell({ ...open, capture: { kind: 'wav', path: '/nowhere.wav', speed: 1 } });
    await vi.waitFor(async () => {
      expect(await heard('failed')).toMatchObject({
        failure: 'file-unreadable',
        about: '/nowhere.wav',
      });
    });
  });
});

describe('an open lane', () => {
  test('a device that stops is told with its health, and the utterance is left open', async () => {
    const native = new FakeNative();
    const { tell, heard, said } = startHost({ native });
    tell(open);
    await heard('opened');
    tell({ type: 'push_to_talk', pressed: true });
    await heard('frames');
    native.isAlive = false;
    expect(await heard('failed')).toMatchObject({ failure: 'device-lost' });
    expect(await heard('health')).toMatchObject({ type: 'health' });
    expect(said.some(({ type }) => type === 'speech_ended')).toBe(false);
  });

  test('is not asked for devices and is not opened twice', async () => {
    const { tell, heard, said } = startHost();
    tell(open);
    await heard('opened');
    tell({ type: 'list_devices' });
    tell(open);
    await vi.waitFor(() => expect(said.filter(({ type }) => type === 'failed')).toHaveLength(2));
    expect(said.some(({ type }) => type === 'devices')).toBe(false);
    expect(await heard('failed')).toMatchObject({ failure: 'internal' });
  });

  test('goes on with the utterance of a host that died, as soon as it hears', async () => {
    const { tell, heard, said } = startHost({ isVoiced: (): boolean => true });
    const utteranceId = utteranceIdSchema.parse(v7());
    tell({ ...open, mode: 'hands-free', continued: { utteranceId, nextSequence: 123 } });
    await heard('frames');
    const story = said.filter(({ type }) => type !== 'level').slice(0, 3);
    expect(story).toMatchObject([
      { type: 'opened' },
      { type: 'speech_started', speechNumber: 1, by: 'vad' },
      { type: 'frames', speechNumber: 1, sequence: 123, discontinuity: true },
    ]);
  });

  test('closing ends the utterance and leaves', async () => {
    const { tell, heard, leave } = startHost();
    tell(open);
    await heard('opened');
    tell({ type: 'push_to_talk', pressed: true });
    await heard('frames');
    tell({ type: 'close' });
    expect(await heard('speech_ended')).toMatchObject({ reason: 'closed' });
    await vi.waitFor(() => expect(leave).toHaveBeenCalledOnce());
  });

  test('a message outside the contract is refused and harms nothing', async () => {
    const { host, tell, heard } = startHost();
    for (const message of [
      undefined,
      'open',
      { type: 'open' },
      { type: 'mute', muted: 1 },
      { type: 'eval' },
    ]) {
      host.receive(message);
    }
    expect(await heard('failed')).toMatchObject({ failure: 'internal' });
    tell({ type: 'list_devices' });
    expect(await heard('devices')).toMatchObject({
      devices: [{ deviceId: 'ALSA: Lane 1 headset' }],
    });
  });
});

describe('replies', () => {
  const utteranceId = utteranceIdSchema.parse(v7());
  const reply = { type: 'play' as const, utteranceId, last: true };
  const pcm = new Uint8Array(Int16Array.from({ length: 3_200 }, () => 500).buffer);

  test('are played to the device, which is fed without a pause from when it is open', async () => {
    const native = new FakeNative();
    const { tell, heard } = startHost({ native });
    tell({ ...open, playback: 'Lane 1 headset' });
    await heard('opened');
    await vi.waitFor(() => expect(native.written.length).toBeGreaterThan(0));
    tell({ ...reply, pcm });
    expect(await heard('playback_ended')).toMatchObject({
      playedMs: 200,
      totalMs: 200,
      stoppedBy: 'end',
    });
    expect(
      native.written.flatMap((samples) => [...samples]).filter((sample) => sample === 500),
    ).toHaveLength(3_200);
    const written = native.written.length;
    await vi.waitFor(() => expect(native.written.length).toBeGreaterThan(written + 3));
  });

  test('cut inside a sample keep their samples', async () => {
    const native = new FakeNative();
    const { tell, heard } = startHost({ native });
    tell({ ...open, playback: 'Lane 1 headset' });
    tell({ ...reply, pcm: pcm.slice(0, 333), last: false });
    tell({ ...reply, pcm: pcm.slice(333) });
    expect(await heard('playback_ended')).toMatchObject({ playedMs: 200, stoppedBy: 'end' });
    const sounding = native.written
      .flatMap((samples) => [...samples])
      .filter((sample) => sample !== 0);
    expect(new Set(sounding)).toEqual(new Set([500]));
  });

  test.each([undefined, 'Nobody’s headset'])(
    'to %s fail, and listening goes on',
    async (playback) => {
      const { tell, heard, said } = startHost();
      tell({ ...open, ...(playback === undefined ? {} : { playback }) });
      await heard('opened');
      tell({ ...reply, pcm });
      expect(await heard('playback_ended')).toMatchObject({
        playedMs: 0,
        totalMs: 200,
        stoppedBy: 'failure',
      });
      tell({ type: 'push_to_talk', pressed: true });
      await heard('frames');
      expect(said.some(({ type }) => type === 'failed')).toBe(false);
    },
  );

  test('to a device that takes nothing any more end as failed', async () => {
    const native = new FakeNative();
    const { tell, heard } = startHost({ native });
    tell({ ...open, playback: 'Lane 1 headset' });
    tell({ ...reply, pcm: new Uint8Array(64_000) });
    await heard('playback_started');
    native.isAlive = false;
    expect(await heard('playback_ended')).toMatchObject({ totalMs: 2_000, stoppedBy: 'failure' });
  });
});
