/** The kitchen's window, at most one: on a second display it fills it, as a kitchen's screen does. */
import { BrowserWindow, screen } from 'electron';
import { focusWindow } from './open-window.ts';
import { recoverPage } from './recover-page.ts';

/** The board is dark until a person says otherwise (`ui/tokens.css`). */
const BACKGROUND = '#0e1312';

export type KitchenWindowOptions = {
  readonly preload: string;
  readonly url: string;
  readonly hasDevTools: boolean;
  readonly onShown: () => void;
  readonly onGone: () => void;
  readonly onDied: (reason: string) => void;
};

export type KitchenWindow = {
  /** Opens it, or brings it to the front. */
  readonly open: (how: 'by-hand' | 'at-start') => void;
  readonly close: () => void;
  readonly send: (name: string, payload: unknown) => void;
};

export function createKitchenWindow(options: KitchenWindowOptions): KitchenWindow {
  let window: BrowserWindow | undefined;
  const open = (how: 'by-hand' | 'at-start') => {
    if (window !== undefined) {
      focusWindow(window);
      return;
    }
    const opened = openOn(how === 'at-start' ? secondDisplay() : undefined, options);
    window = opened;
    if (how === 'at-start') opened.maximize();
    recoverPage(opened.webContents, {
      nowMs: () => performance.now(),
      onDied: options.onDied,
      onGivenUp: () => opened.close(),
    });
    opened.once('closed', () => {
      window = undefined;
      options.onGone();
    });
    options.onShown();
    opened.loadURL(options.url).catch(() => opened.destroy());
  };
  return {
    open,
    close: () => window?.close(),
    send: (name, payload) => window?.webContents.send(name, payload),
  };
}

function openOn(
  display: Electron.Display | undefined,
  { preload, hasDevTools }: KitchenWindowOptions,
): BrowserWindow {
  return new BrowserWindow({
    width: 1_280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    title: 'Kitchen',
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    ...(display !== undefined && {
      x: display.bounds.x,
      y: display.bounds.y,
      fullscreen: true,
    }),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: hasDevTools,
      backgroundThrottling: false,
      // Its sounds must not wait for somebody to touch the screen.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
}

function secondDisplay(): Electron.Display | undefined {
  const { id } = screen.getPrimaryDisplay();
  return screen.getAllDisplays().find((display) => display.id !== id);
}
