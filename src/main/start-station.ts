/** Starts the station behind its window: everything here is loaded after the page. */
import { join } from 'node:path';
import process from 'node:process';
import { app, safeStorage, type BrowserWindow } from 'electron';
import { audioHostEnvironment } from './config.ts';
import { forkAudioHost } from './audio-host/fork-audio-host.ts';
import { composeVoice } from './compose-voice.ts';
import { answerCalls } from './ipc/answer-calls.ts';
import type { AnswerCall } from './ipc/bind-ipc.ts';
import { createPusher } from './ipc/pusher.ts';
import { bugFields, drop } from './log.ts';
import { openLog } from './open-log.ts';
import { openStation } from './station.ts';
import type { StationConfig } from './station-config.ts';
import { recoverPage } from './window/recover-page.ts';

export type StartOptions = {
  readonly window: BrowserWindow;
  /** Origin of the page that may call. */
  readonly origin: string;
  readonly config: StationConfig;
  readonly resources: string;
  readonly audioHostEntry: string;
};

export type Started = { readonly answer: AnswerCall; readonly stop: () => Promise<void> };

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
      log,
    }),
    push: pusher.push,
    fetch,
    nowUs,
    wallMs: () => Date.now(),
    log,
  });
  drop(station.start(), log);
  return {
    answer: answerCalls(station.handlers, {
      origin: options.origin,
      onBug: (call, bug) => log.error({ call, ...bugFields(bug) }, 'a call failed'),
      onRefused: (call, why) => log.warn({ call, why }, 'a call was refused'),
    }),
    stop: async () => {
      await station.stop();
      pusher.stop();
      log.info({}, 'the station has stopped');
    },
  };
}
