/** One board for both: the app's kitchen window, and the page that the relay serves to a screen without the app. */
import { createRoot } from 'react-dom/client';
import type { Kitchen } from '../../shared/ipc/kitchen-contract.ts';
import { openTheme } from '../ui/theme.ts';
import './kitchen-styles.css';
import { createClock } from './clock.ts';
import { KitchenScreen } from './kitchen-screen.tsx';
import { openPageSource } from './page-source.ts';
import { openPreferences } from './preferences.ts';
import { openSounds } from './sounds.ts';
import { openWindowSource } from './window-source.ts';

declare global {
  /** What the kitchen window's preload exposes; a browser has none. */
  var kitchen: Kitchen | undefined;
}

const element = document.getElementById('root');
if (element === null) throw new Error('kitchen.html has no #root');
const root = document.documentElement;

createRoot(element).render(
  <KitchenScreen
    source={
      globalThis.kitchen === undefined
        ? openPageSource(localStorage)
        : openWindowSource(globalThis.kitchen)
    }
    preferences={openPreferences(localStorage)}
    theme={openTheme(root, localStorage, { key: 'kitchen-theme', fallback: 'dark' })}
    sounds={openSounds(new AudioContext())}
    clock={createClock()}
  />,
);
