/** What web content in this app may never do. Each wall has a name and one line. */
import type { Session, WebContents } from 'electron';

export function harden(contents: WebContents): void {
  denyNavigation(contents);
  denyNewWindows(contents);
  denyWebviews(contents);
  denyPermissions(contents.session);
  denyDevices(contents.session);
  denyScreenCapture(contents.session);
  denyDownloads(contents.session);
}

/** The screen is one page: whatever leads away from it is an attack or a bug. */
function denyNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => event.preventDefault());
}

function denyNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function denyWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Sound is captured by the audio host, so that not even the microphone is asked for here. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
}

function denyDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false);
}

function denyScreenCapture(session: Session): void {
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

function denyDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}
