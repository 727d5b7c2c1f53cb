/** The whole product on one machine, really running: for end-to-end tests and benches. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { recordEar, synthesise, type Voice } from '../../scripts/setup/speak.mjs';
import { speak, type Speech } from '../../scripts/station/speech.ts';
import {
  startVirtualAudio,
  type Headset,
  type VirtualAudio,
} from '../../scripts/setup/virtual-audio.mjs';
import { openDisplay } from '../../scripts/setup/display.mjs';
import {
  isListening,
  hasVerdict,
  launchApp,
  readSnapshot,
  waitFor,
} from '../../scripts/station/drive.ts';
import {
  startStack,
  verdictFor,
  type Recogniser,
  type Stack,
} from '../../scripts/station/stack.ts';
import type { Upstream } from '../../scripts/start-options.mjs';
import type { Verdict } from '../../src/shared/buildpanel/verdict.ts';
import type { StationSnapshot } from '../../src/shared/ipc/views.ts';
import type { Talk } from '../../src/shared/talk.ts';

export const LANE = 'lane-1';
export const LANE_2 = 'lane-2';

export type StationOptions = {
  readonly upstream?: Upstream;
  /** The microphone's name in the station's config (default: the virtual headset of lane 1). */
  readonly device?: string;
  readonly mode?: 'hands-free' | 'push-to-talk';
  readonly talk?: Talk;
  /** Two: lane 2 has the second headset. */
  readonly lanes?: 1 | 2;
  /** Start without a one-time code. */
  readonly isEnrolled?: boolean;
  readonly recogniser?: Recogniser;
  /** Settings of the relay by its environment. */
  readonly relayEnv?: NodeJS.ProcessEnv;
  /** The restaurant's menu (default: the demo menu). */
  readonly menuFile?: string;
};

/** One station with its relay and BuildPanel. */
export class Station {
  readonly stack: Stack;
  readonly folder: string;
  readonly #audio: VirtualAudio;
  readonly #verdict: Verdict;
  readonly #launch: { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv };
  #driven: { readonly app: ElectronApplication; readonly page: Page } | undefined;

  constructor(parts: {
    stack: Stack;
    folder: string;
    audio: VirtualAudio;
    /** What the relay finds of this BuildPanel. */
    verdict: Verdict;
    launch: { args: readonly string[]; env: NodeJS.ProcessEnv };
  }) {
    this.stack = parts.stack;
    this.folder = parts.folder;
    this.#audio = parts.audio;
    this.#verdict = parts.verdict;
    this.#launch = parts.launch;
  }

  get page(): Page {
    return this.#running.page;
  }

  get app(): ElectronApplication {
    return this.#running.app;
  }

  get launchArgs(): readonly string[] {
    return this.#launch.args;
  }

  get launchEnv(): NodeJS.ProcessEnv {
    return this.#launch.env;
  }

  get #running() {
    if (this.#driven === undefined) throw new Error('the app is not running');
    return this.#driven;
  }

  get dataFolder(): string {
    return join(this.folder, 'app');
  }

  get headset(): Headset {
    const [first] = this.#audio.headsets;
    if (first === undefined) throw new Error('no virtual headset');
    return first;
  }

  async launch(): Promise<void> {
    this.#driven = await launchApp(this.#launch.args, this.#launch.env);
  }

  /** The lane listens and the relay's probes have found a way to BuildPanel. */
  async ready(): Promise<void> {
    await this.until(
      'the lane to listen and BuildPanel to be found',
      (now) => isListening(now, LANE) && hasVerdict(now, this.#verdict),
    );
  }

  until(
    what: string,
    isReady: (snapshot: StationSnapshot) => boolean,
    deadlineMs = 30_000,
  ): Promise<StationSnapshot> {
    return waitFor(this.page, what, isReady, deadlineMs);
  }

  snapshot(): Promise<StationSnapshot> {
    return readSnapshot(this.page);
  }

  /** Speaks into the headset of lane 1; resolves when it has been said. */
  async say(text: string, voice: Voice = 'slt'): Promise<Speech> {
    const file = join(this.folder, 'say.wav');
    synthesise(text, { file, voice });
    return speak(this.headset, file, this.#audio.env);
  }

  /** The same with a recording, into the headset of lane 1 (0) or lane 2 (1). */
  async play(file: string, headset: 0 | 1): Promise<Speech> {
    const into = this.#audio.headsets[headset];
    if (into === undefined) throw new Error('no such virtual headset');
    return speak(into, file, this.#audio.env);
  }

  /** Records what the wearer of the headset hears. */
  recordEar(file: string): { stop: () => Promise<void> } {
    return recordEar(this.headset, file, { env: this.#audio.env });
  }

  /** SIGKILL to the lane's audio host: the older one, for a spare waits beside it. */
  async killAudioHost(): Promise<void> {
    const pid = await this.app.evaluate(
      ({ app }) =>
        app
          .getAppMetrics()
          .filter((process) => process.name?.toLowerCase().includes('audio host') ?? false)
          .toSorted((a, b) => a.creationTime - b.creationTime)[0]?.pid,
    );
    if (pid === undefined) throw new Error('no audio host runs');
    process.kill(pid, 'SIGKILL');
  }

  async close(): Promise<void> {
    const driven = this.#driven;
    this.#driven = undefined;
    await driven?.app.close();
  }
}

function secondLane({ headsets }: VirtualAudio) {
  const label = headsets[1]?.label ?? '';
  return { capture: { kind: 'device', name: label }, playback: label };
}

/** Brings up a station; what takes it down again is pushed to `stops`, to be run in reverse. */
export async function bringUpStation(
  options: StationOptions,
  stops: (() => Promise<void>)[],
): Promise<Station> {
  const folder = mkdtempSync(join(tmpdir(), 'station-'));
  stops.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const display = await openDisplay({ isQuiet: true });
  stops.push(display.stop);
  const audio = await startVirtualAudio({ isQuiet: true });
  stops.push(audio.stop);
  const stack = await startStack({
    folder,
    upstream: options.upstream ?? 'd2',
    ...(options.recogniser !== undefined && { recogniser: options.recogniser }),
    ...(options.relayEnv !== undefined && { relayEnv: options.relayEnv }),
    ...(options.menuFile !== undefined && { menuFile: options.menuFile }),
  });
  stops.push(stack.stop);
  const label = audio.headsets[0]?.label ?? '';
  const configFile = join(folder, 'station-config.json');
  const lane = {
    capture: { kind: 'device', name: options.device ?? label },
    playback: label,
    ...(options.mode !== undefined && { mode: options.mode }),
    ...(options.talk !== undefined && { talk: options.talk }),
  };
  writeFileSync(
    configFile,
    JSON.stringify({
      relayUrl: stack.relayUrl,
      stationName: 'Test station',
      credentials: { kind: 'development' },
      lanes: { [LANE]: lane, ...(options.lanes === 2 && { [LANE_2]: secondLane(audio) }) },
    }),
  );
  const code =
    options.isEnrolled === false
      ? undefined
      : (await stack.createCode(options.lanes === 2 ? 'lane-1:Lane 1,lane-2:Lane 2' : undefined))
          .file;
  const station = new Station({
    stack,
    folder,
    audio,
    verdict: verdictFor(options.upstream ?? 'd2'),
    launch: {
      args: [`--user-data-dir=${join(folder, 'app')}`, '--station-config', configFile],
      env: {
        ...audio.env,
        ...display.env,
        ...(code !== undefined && { STATION_ENROL_CODE_FILE: code }),
      },
    },
  });
  stops.push(() => station.close());
  await station.launch();
  return station;
}
