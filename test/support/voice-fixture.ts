/** A whole voice part around a scripted relay, with everything that it told, and waits with a deadline. */
import { v7 } from 'uuid';
import { DEFAULT_ENDPOINTING } from '../../src/shared/audio-port/audio-port.ts';
import type { LaneHealth } from '../../src/shared/ipc/health-calls.ts';
import type {
  ConnectionView,
  LaneView,
  SpoolView,
  TranscriptEntry,
} from '../../src/shared/ipc/views.ts';
import { ok, type Result } from '../../src/shared/result.ts';
import { systemClock } from '../../src/main/voice/clock.ts';
import { RelayLine } from '../../src/main/relay-line.ts';
import { openVoice, type Voice } from '../../src/main/voice/voice.ts';
import type { DeliveredResult, VoiceDeps, VoiceNotice } from '../../src/main/voice/voice-deps.ts';
import { FakeAudioHost } from './fake-audio-host.ts';
import { laneId, newSessionId, stationKey, temporaryDirectory } from './journal-fixture.ts';

const WAIT_MS = 10_000;

export type Station = {
  readonly voice: Voice;
  readonly hosts: FakeAudioHost[];
  readonly delivered: DeliveredResult[];
  readonly lanes: LaneView[];
  readonly health: LaneHealth[];
  readonly entries: TranscriptEntry[];
  readonly connections: ConnectionView[];
  readonly spools: SpoolView[];
  readonly notices: VoiceNotice[];
  readonly directory: string;
};

export type StationOptions = Partial<
  Pick<VoiceDeps, 'deliver' | 'forkAudioHost' | 'clock' | 'keepsSpareHost' | 'soundServer' | 'line'>
> & {
  readonly relayUrl: string;
  readonly directory?: string;
  readonly accessToken?: VoiceDeps['relay']['accessToken'];
  readonly lane?: Partial<VoiceDeps['lanes'][number]>;
  /** More than the one. */
  readonly otherLanes?: readonly Partial<VoiceDeps['lanes'][number]>[];
};

export const silentLog: VoiceDeps['log'] = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export async function startStation(options: StationOptions): Promise<Station> {
  const directory = options.directory ?? (await temporaryDirectory());
  const hosts: FakeAudioHost[] = [];
  const told = {
    delivered: [] as DeliveredResult[],
    lanes: [] as LaneView[],
    health: [] as LaneHealth[],
    entries: [] as TranscriptEntry[],
    connections: [] as ConnectionView[],
    spools: [] as SpoolView[],
    notices: [] as VoiceNotice[],
  };
  const fork = (): FakeAudioHost => {
    const host = new FakeAudioHost();
    hosts.push(host);
    return host;
  };
  const store = (result: DeliveredResult): Promise<Result<undefined, 'cannot-save'>> => {
    told.delivered.push(result);
    return Promise.resolve(ok(undefined));
  };
  const voice = await openVoice({
    lanes: [options.lane, ...(options.otherLanes ?? [])].map((lane) => ({
      laneId,
      name: 'Lane 1',
      sessionId: newSessionId(),
      capture: { kind: 'device', name: 'Test headset' },
      playback: undefined,
      mode: 'hands-free',
      endpointing: DEFAULT_ENDPOINTING,
      ...lane,
    })),
    forkAudioHost: options.forkAudioHost ?? fork,
    keepsSpareHost: options.keepsSpareHost ?? false,
    soundServer: options.soundServer,
    relay: {
      url: options.relayUrl,
      accessToken: options.accessToken ?? (() => Promise.resolve(ok('token'))),
      forgetToken: () => undefined,
    },
    line: options.line ?? new RelayLine(),
    journal: { directory, stationKey },
    deliver: options.deliver ?? store,
    events: {
      onLane: (view) => told.lanes.push(view),
      onLevel: () => undefined,
      onHealth: (health) => told.health.push(health),
      onTranscript: (entry) => told.entries.push(entry),
      onConnection: (view) => told.connections.push(view),
      onSpool: (view) => told.spools.push(view),
      onConfigChanged: () => undefined,
      onSoldOut: () => undefined,
      onNotice: (notice) => told.notices.push(notice),
    },
    clock: options.clock ?? systemClock,
    random: Math.random,
    newId: v7,
    log: silentLog,
  });
  await voice.start();
  return { voice, hosts, directory, ...told };
}

/** The newest host, once it is open. */
export async function openHost(station: Station): Promise<FakeAudioHost> {
  await until('an open device', () => station.voice.views().lanes[0]?.device.state === 'open');
  const host = station.hosts.at(-1);
  if (host === undefined) throw new Error('no host was forked');
  return host;
}

export async function untilOnline(station: Station): Promise<void> {
  await until('a connection', () => station.voice.views().connection.state === 'online');
}

/** Polls until it is so; throws, saying what did not happen. */
export async function until(what: string, isSo: () => boolean, waitMs = WAIT_MS): Promise<void> {
  const deadlineAt = performance.now() + waitMs;
  while (!isSo()) {
    if (performance.now() > deadlineAt) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
