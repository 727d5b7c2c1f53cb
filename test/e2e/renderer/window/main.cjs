// A plain window for the served screen: the engine that ships, nothing of the product's main.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1920,
    height: 1080,
    frame: false,
    webPreferences: { sandbox: true, backgroundThrottling: false },
  });
  window.loadURL('about:blank');
});
