/** The till's window: the station's own. */
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

/** The page's own (`ui/tokens.css`), so that nothing flashes before it is painted. */
const BACKGROUND = { dark: '#0e1312', light: '#eef1ee' } as const;

export type WindowOptions = {
  readonly preload: string;
  readonly isDark: boolean;
  readonly hasDevTools: boolean;
};

/** The window appears with its first paint. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1_280,
    height: 800,
    minWidth: 1_024,
    minHeight: 680,
    show: false,
    title: 'BuildPanel Station',
    backgroundColor: options.isDark ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: options.hasDevTools,
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Origin of the page that the window shows: the built renderer, or the development server's. */
export function pageOrigin(rendererUrl: string | undefined): string {
  return rendererUrl === undefined ? APP_ORIGIN : new URL(rendererUrl).origin;
}

export function pageUrl(
  rendererUrl: string | undefined,
  page: 'index.html' | 'kitchen.html',
): string {
  return new URL(page, `${rendererUrl ?? APP_ORIGIN}/`).href;
}

/** Brings the window to the front, wherever it was. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
