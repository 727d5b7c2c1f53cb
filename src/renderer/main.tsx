/** Shows the station once main has given its snapshot; until then says so, and when it doesn't, says that. */
import { createRoot, type Root } from 'react-dom/client';
import type { Pos } from '../shared/ipc/contract.ts';
import './ui/styles.css';
import { createActions } from './actions.ts';
import { App } from './app.tsx';
import { StartingScreen, NotAnsweringScreen } from './start-screens.tsx';
import type { Store } from './state/store.ts';
import { openStation } from './station.ts';
import { openTheme, type Theme } from './ui/theme.ts';
import { english } from './words/english.ts';

declare global {
  /** What the preload exposes on `window`. */
  const pos: Pos;
}

async function start(root: Root, theme: Store<Theme>): Promise<void> {
  root.render(<StartingScreen />);
  const opened = await openStation(pos);
  if (!opened.ok) {
    root.render(<NotAnsweringScreen onTryAgain={() => void start(root, theme)} />);
    return;
  }
  const station = opened.value;
  const actions = createActions(pos, station.notices, english);
  root.render(<App {...{ station, actions, theme }} />);
}

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root');
void start(createRoot(element), openTheme(document.documentElement, localStorage));
