// A page that captures one device as a web page does, and sends 20 ms frames to a socket.
const { app, BrowserWindow, session } = require('electron');
const { join } = require('node:path');

app.whenReady().then(() => {
  session.defaultSession.setPermissionRequestHandler((_, permission, answer) =>
    answer(permission === 'media'),
  );
  session.defaultSession.setPermissionCheckHandler((_, permission) => permission === 'media');
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, backgroundThrottling: false },
  });
  const { CAPTURE_URL = '', CAPTURE_LABEL = '' } = process.env;
  window.loadFile(join(__dirname, 'page.html'), {
    query: { url: CAPTURE_URL, label: CAPTURE_LABEL },
  });
});
