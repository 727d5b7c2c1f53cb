// Loaded before the app under measurement (`electron -r`): says when its first window is on screen.
const { writeSync } = require('node:fs');
const { app } = require('electron');

app.once('browser-window-created', (_event, window) => {
  window.once('show', () => writeSync(1, 'window shown\n'));
});
