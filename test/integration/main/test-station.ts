/** The whole station but its window and its microphone. */
import { join, resolve } from 'node:path';
import { expect, vi } from 'vitest';
import { composeVoice } from '../../../src/main/compose-voice.ts';
import type { Handlers } from '../../../src/main/ipc/answer-calls.ts';
import type { Log } from '../../../src/main/log.ts';
import { RelayLine } from '../../../src/main/relay-line.ts';
import { openStation, type Station } from '../../../src/main/station.ts';
import type { StationConfig } from '../../../src/main/station-config.ts';
import { DEFAULT_ENDPOINTING } from '../../../src/shared/audio-port/audio-port.ts';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import type { PushName } from '../../../src/shared/ipc/channels.ts';
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { FakeAudioHost } from '../../support/fake-audio-host.ts';

export const RESOURCES = resolve(import.meta.dirname, '../../../resources');
export const LANE = laneIdSchema.parse('lane-1');
const HEADSET = {
  capture: { kind: 'device', name: 'Headset' },
  mode: 'hands-free',
  endpointing: DEFAULT_ENDPOINTING,
} as const;
const quiet = () => undefined;
const LOG: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
export const WAIT = { timeout: 20_000, interval: 20 };

export class TestStation {
  readonly hosts: FakeAudioHost[] = [];
  readonly pushed: PushName[] = [];
  readonly directory: string;
  readonly #station: Station;

  private constructor(
    directory: string,
    station: Station,
    hosts: FakeAudioHost[],
    pushed: PushName[],
  ) {
    this.directory = directory;
    this.#station = station;
    this.hosts = hosts;
    this.pushed = pushed;
  }

  /** Of the counter that is in front now. */
  get handlers(): Handlers {
    return this.#station.handlers;
  }

  static async start(
    directory: string,
    config: Partial<StationConfig>,
    log: Log = LOG,
  ): Promise<TestStation> {
    const hosts: FakeAudioHost[] = [];
    const pushed: PushName[] = [];
    const forkAudioHost = () => {
      const host = new FakeAudioHost();
      hosts.push(host);
      return host;
    };
    const line = new RelayLine();
    const station = await openStation({
      config: {
        credentials: { kind: 'development' },
        lanes: { [LANE]: HEADSET },
        opensKitchen: false,
        ...config,
      },
      directory,
      resources: RESOURCES,
      exportDirectory: join(directory, 'exports'),
      versions: { app: '1.2.3', electron: 'none' },
      vault: {
        safeStorage: {
          isEncryptionAvailable: () => false,
          getSelectedStorageBackend: () => 'basic_text',
          encryptString: () => Buffer.alloc(0),
          decryptString: () => '',
        },
        platform: 'linux',
        userId: process.getuid?.(),
        isPackaged: false,
      },
      openVoice: composeVoice({ forkAudioHost, line, log }),
      shortcuts: { register: () => true, unregister: () => undefined },
      push: (name) => pushed.push(name),
      kitchenWindow: { open: () => undefined, showBoard: () => undefined },
      fetch: line.fetch,
      nowUs: () => Number(process.hrtime.bigint() / 1_000n),
      wallMs: () => Date.now(),
      log,
    });
    await station.start();
    return new TestStation(directory, station, hosts, pushed);
  }

  async snapshot(): Promise<StationSnapshot> {
    const snapshot = await this.handlers.getSnapshot(undefined);
    if (!snapshot.ok) throw new Error(snapshot.failure);
    return snapshot.value;
  }

  async until(isSo: (snapshot: StationSnapshot) => boolean): Promise<StationSnapshot> {
    return vi.waitFor(async () => {
      const snapshot = await this.snapshot();
      expect(isSo(snapshot), JSON.stringify({ ...snapshot, menu: undefined })).toBe(true);
      return snapshot;
    }, WAIT);
  }

  /** 1.2 s of sound into the lane's microphone, whose host has opened its device. */
  async speak(): Promise<void> {
    await this.until(({ lanes }) => lanes[0]?.device.state === 'open');
    // A spare waits beside the lane's own.
    const host = this.hosts.findLast(({ told }) => told.some(({ type }) => type === 'open'));
    host?.startSpeech();
    host?.hear(60);
    host?.endSpeech();
  }

  stop(): Promise<void> {
    return this.#station.stop();
  }
}
