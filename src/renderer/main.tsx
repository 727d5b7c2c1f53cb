/** Shows the station once main has given its snapshot; until then, and whenever it can't, says so. */
import { createRoot } from 'react-dom/client';
import type { Pos } from '../shared/ipc/contract.ts';
import './ui/styles.css';
import { createActions } from './actions.ts';
import { App } from './app.tsx';
import { StartingScreen, TroubleScreen } from './start-screens.tsx';
import type { Store } from './state/store.ts';
import { openStation } from './station.ts';
import { openTheme, type Theme } from './ui/theme.ts';
import { english } from './words/english.ts';

declare global {
  /** What the preload exposes on `window`. */
  const pos: Pos;
}

function showStation(element: HTMLElement, theme: Store<Theme>): void {
  let stop: (() => void) | undefined;
  const again = () => void start();
  // A bug in a component takes the whole tree down; a blank till would not say that nothing is lost.
  const root = createRoot(element, {
    onUncaughtError: () => {
      stop?.();
      root.render(<TroubleScreen trouble="broken" onTryAgain={again} />);
    },
  });
  const start = async () => {
    root.render(<StartingScreen />);
    const opened = await openStation(pos);
    if (!opened.ok) {
      root.render(<TroubleScreen trouble="notAnswering" onTryAgain={again} />);
      return;
    }
    const station = opened.value;
    ({ stop } = station);
    const actions = createActions(pos, station.notices, english);
    root.render(<App {...{ station, actions, theme }} />);
  };
  again();
}

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root');
showStation(element, openTheme(document.documentElement, localStorage));
