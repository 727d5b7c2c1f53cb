/** Starts the station behind its window: everything here is loaded after the page. */
import { join } from 'node:path';
import process from 'node:process';
import { app, globalShortcut, safeStorage, type BrowserWindow } from 'electron';
import { audioHostEnvironment } from './config.ts';
import { forkAudioHost } from './audio-host/fork-audio-host.ts';
import { composeVoice } from './compose-voice.ts';
import type { CallName } from '../shared/ipc/channels.ts';
import type { KitchenCallName } from '../shared/ipc/kitchen-channels.ts';
import { answerCalls, answerKitchenCalls, type AnswerOptions } from './ipc/answer-calls.ts';
import type { AnswerCall } from './ipc/bind-ipc.ts';
import { createPusher } from './ipc/pusher.ts';
import { bugFields, drop } from './log.ts';
import { openLog } from './open-log.ts';
import { RelayLine } from './relay-line.ts';
import { openStation } from './station.ts';
import type { StationConfig } from './station-config.ts';
import { createPactl } from './voice/sound-server/pactl.ts';
import { createKitchenWindow } from './window/kitchen-window.ts';
import { recoverPage } from './window/recover-page.ts';

export type StartOptions = {
  readonly window: BrowserWindow;
  /** Origin of the pages that may call. */
  readonly origin: string;
  readonly kitchen: { readonly preload: string; readonly url: string };
  readonly config: StationConfig;
  readonly resources: string;
  readonly audioHostEntry: string;
};

export type Started = {
  readonly answer: AnswerCall<CallName>;
  readonly answerKitchen: AnswerCall<KitchenCallName>;
  readonly stop: () => Promise<void>;
};

export async function startStation(options: StartOptions): Promise<Started> {
  const { window, config } = options;
  const directory = app.getPath('userData');
  const log = openLog(`${directory}/logs`, { alsoStderr: !app.isPackaged });
  process.on('uncaughtException', (bug) => log.error(bugFields(bug), 'uncaught exception'));
  process.on('unhandledRejection', (bug) => log.error(bugFields(bug), 'unhandled rejection'));

  if (!window.isDestroyed())
    recoverPage(window.webContents, {
      nowMs: () => performance.now(),
      onDied: (reason) => log.error({ reason }, 'the page has died and is loaded again'),
      onGivenUp: () => app.quit(),
    });
  const pusher = createPusher({
    send: (name, payload) => {
      if (!window.isDestroyed()) window.webContents.send(name, payload);
    },
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  });
  const kitchenWindow = createKitchenWindow({
    ...options.kitchen,
    hasDevTools: !app.isPackaged,
    onShown: () => station.kitchen.setShown(true),
    onGone: () => station.kitchen.setShown(false),
    onDied: (reason) => log.error({ reason }, 'the kitchen’s page has died and is loaded again'),
  });
  // The till is the app: without it nothing would bring it back.
  window.once('closed', () => kitchenWindow.close());
  const line = new RelayLine();
  const nowUs = () => Number(process.hrtime.bigint() / 1_000n);
  const station = await openStation({
    config,
    directory,
    exportDirectory: join(app.getPath('documents'), app.getName()),
    resources: options.resources,
    versions: { app: app.getVersion(), electron: process.versions.electron },
    vault: {
      safeStorage,
      platform: process.platform,
      userId: process.getuid?.(),
      isPackaged: app.isPackaged,
    },
    openVoice: composeVoice({
      forkAudioHost: () => forkAudioHost(options.audioHostEntry, audioHostEnvironment()),
      soundServer: process.platform === 'linux' ? createPactl(audioHostEnvironment()) : undefined,
      line,
      log,
    }),
    shortcuts: globalShortcut,
    push: pusher.push,
    kitchenWindow: {
      open: () => kitchenWindow.open('by-hand'),
      showBoard: (board) => kitchenWindow.send('onBoard', board),
    },
    fetch: line.fetch,
    nowUs,
    wallMs: () => Date.now(),
    log,
  });
  drop(station.start(), log);
  if (station.kitchen.opensAtStart && !window.isDestroyed()) kitchenWindow.open('at-start');
  const answering: AnswerOptions = {
    origin: options.origin,
    onBug: (call, bug) => log.error({ call, ...bugFields(bug) }, 'a call failed'),
    onRefused: (call, why) => log.warn({ call, why }, 'a call was refused'),
  };
  return {
    answer: answerCalls(() => station.handlers, answering),
    answerKitchen: answerKitchenCalls(station.kitchenHandlers, answering),
    stop: async () => {
      await station.stop();
      pusher.stop();
      log.info({}, 'the station has stopped');
    },
  };
}
