/**
 * The desktop app. The window comes first: what it needs is loaded here, everything else
 * (`start-station.ts`) once its page has arrived.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { app, ipcMain, nativeTheme, protocol, type BrowserWindow } from 'electron';
import { CALLS } from '../shared/ipc/channels.ts';
import { KITCHEN_CALLS } from '../shared/ipc/kitchen-channels.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { audioHostEnvironment, readEnvironment } from './config.ts';
import { bindIpc } from './ipc/bind-ipc.ts';
import { parseLaunchOptions, USAGE } from './launch-options.ts';
import { stopBeforeQuit } from './quit.ts';
import { readStationConfig, type StationConfig } from './station-config.ts';
import { APP_SCHEME, createAppProtocol } from './window/app-protocol.ts';
import { harden } from './window/hardening.ts';
import { focusWindow, openWindow, pageOrigin, pageUrl } from './window/open-window.ts';

const EXIT = { done: 0, failed: 1, wrongOptions: 2, runsAlready: 3 } as const;

const OUT = join(import.meta.dirname, '..');
const PATHS = {
  preload: join(OUT, 'preload', 'index.cjs'),
  kitchenPreload: join(OUT, 'preload', 'kitchen.cjs'),
  renderer: join(OUT, 'renderer'),
  audioHost: join(OUT, 'main', 'audio-host.js'),
  resources: join(OUT, '..', 'resources'),
};

const environment = readEnvironment();
const configured = await configure();
if (!configured.ok) leave(configured.failure);
else if (configured.value.selfTest === undefined) prepare(configured.value.config);
else app.once('ready', testDevices(configured.value));

type Configured = {
  readonly config: StationConfig;
  /** Only the devices are tested, and the app leaves. */
  readonly selfTest: { readonly asJson: boolean } | undefined;
};

type Leaving = { readonly code: number; readonly text: string };

/** What the person who starts the app wants, or why the app leaves at once. */
async function configure(): Promise<Result<Configured, Leaving>> {
  const options = parseLaunchOptions(process.argv.slice(1));
  if (!options.ok) return fail({ code: EXIT.wrongOptions, text: options.failure });
  const { wants, asJson } = options.value;
  if (wants === 'help') return fail({ code: EXIT.done, text: USAGE });
  if (wants === 'version') return fail({ code: EXIT.done, text: app.getVersion() });
  const config = await readStationConfig(options.value, environment.enrolCodeFile);
  if (!config.ok) return fail({ code: EXIT.wrongOptions, text: config.failure });
  if (!app.requestSingleInstanceLock()) {
    const text =
      'BuildPanel Station runs already with this data folder; its window is in front now.';
    return fail({ code: EXIT.runsAlready, text });
  }
  const selfTest = wants === 'self-test' ? { asJson } : undefined;
  return ok({ config: config.value, selfTest });
}

function leave({ code, text }: Leaving): void {
  const out = code === EXIT.done ? process.stdout : process.stderr;
  out.write(`${text}\n`, () => app.exit(code));
}

function testDevices({ config, selfTest }: Configured): () => void {
  const test = async () => {
    const { runSelfTestOnce } = await import('./self-test-run.ts');
    const { forkAudioHost } = await import('./audio-host/fork-audio-host.ts');
    const passed = await runSelfTestOnce({
      config,
      directory: app.getPath('userData'),
      fork: () => forkAudioHost(PATHS.audioHost, audioHostEnvironment()),
      asJson: selfTest?.asJson ?? false,
      print: (text) => void process.stdout.write(text),
    });
    app.exit(passed ? EXIT.done : EXIT.failed);
  };
  return () => {
    test().catch((bug: unknown) => {
      const why = bug instanceof Error ? bug.message : 'unknown';
      leave({ code: EXIT.failed, text: `The self-test could not run: ${why}` });
    });
  };
}

/** What must be said before Electron is ready; Electron waits for this file, so this waits for nothing. */
function prepare(stationConfig: StationConfig): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
  app.on('web-contents-created', (_event, contents) => harden(contents));
  app.on('window-all-closed', () => app.quit());
  app.once('ready', () => open(stationConfig));
}

function open(stationConfig: StationConfig): void {
  protocol.handle(APP_SCHEME, createAppProtocol(PATHS.renderer));
  const rendererUrl = app.isPackaged ? undefined : environment.rendererUrl;
  const window = openWindow({
    preload: PATHS.preload,
    isDark: nativeTheme.shouldUseDarkColors,
    hasDevTools: !app.isPackaged,
  });
  app.on('second-instance', () => focusWindow(window));

  const starting = pageArrived(window).then(() => start(window, rendererUrl, stationConfig));
  bindIpc(
    ipcMain,
    CALLS,
    starting.then(({ answer }) => answer),
  );
  bindIpc(
    ipcMain,
    KITCHEN_CALLS,
    starting.then(({ answerKitchen }) => answerKitchen),
  );
  starting.catch((bug: unknown) => {
    const why = bug instanceof Error ? bug.message : 'unknown';
    process.stderr.write(`BuildPanel Station could not start: ${why}\n`);
  });
  stopBeforeQuit(app, async () => (await starting).stop());
  window.loadURL(pageUrl(rendererUrl, 'index.html')).catch(() => {
    process.stderr.write('The screen could not be loaded: build the app again.\n');
    app.exit(EXIT.failed);
  });
}

/**
 * The page's files come through this process too, so whatever is loaded before them makes the window late.
 * A window that is closed first has arrived as far as it ever will.
 */
function pageArrived({ webContents }: BrowserWindow): Promise<unknown> {
  return Promise.race([once(webContents, 'dom-ready'), once(webContents, 'destroyed')]);
}

async function start(
  window: BrowserWindow,
  rendererUrl: string | undefined,
  stationConfig: StationConfig,
) {
  const { startStation } = await import('./start-station.ts');
  return startStation({
    window,
    origin: pageOrigin(rendererUrl),
    kitchen: { preload: PATHS.kitchenPreload, url: pageUrl(rendererUrl, 'kitchen.html') },
    config: stationConfig,
    resources: PATHS.resources,
    audioHostEntry: PATHS.audioHost,
  });
}
