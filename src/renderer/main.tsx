/** Shows the station once main has given its snapshot; until then, and whenever it can't, says so. */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Pos } from '../shared/ipc/contract.ts';
import type { Language } from '../shared/people/person.ts';
import './ui/styles.css';
import { createActions } from './actions.ts';
import { App } from './app.tsx';
import { StartingScreen, TroubleScreen } from './start-screens.tsx';
import type { Store } from './state/store.ts';
import { useStore } from './state/use-store.ts';
import { soundFor } from './sounds/till-sounds.ts';
import { openStation } from './station.ts';
import { openTheme, type Theme } from './ui/theme.ts';
import { followLanguage, openLanguage, wordsIn } from './words/language.ts';
import { WordsContext } from './words/use-words.ts';

declare global {
  /** What the preload exposes on `window`. */
  const pos: Pos;
}

type Look = { readonly theme: Store<Theme>; readonly language: Store<Language> };

function showStation(element: HTMLElement, { theme, language }: Look): void {
  let stop: (() => void) | undefined;
  const again = () => void start();
  // A bug in a component takes the whole tree down; a blank till would not say that nothing is lost.
  const root = createRoot(element, {
    onUncaughtError: () => {
      stop?.();
      show(<TroubleScreen trouble="broken" onTryAgain={again} />);
    },
  });
  const show = (screen: ReactNode) => {
    root.render(<Spoken language={language}>{screen}</Spoken>);
  };
  const start = async () => {
    show(<StartingScreen />);
    const opened = await openStation(pos);
    if (!opened.ok) {
      show(<TroubleScreen trouble="notAnswering" onTryAgain={again} />);
      return;
    }
    const station = opened.value;
    const silence = soundFor(station, () => new AudioContext());
    stop = () => {
      station.stop();
      silence();
    };
    followLanguage(language, station, navigator.language);
    const actions = createActions(pos, station.notices, {
      get failures() {
        return wordsIn(language.get()).failures;
      },
    });
    show(<App {...{ station, actions, theme }} />);
  };
  again();
}

type SpokenProps = { readonly language: Store<Language>; readonly children: ReactNode };

function Spoken({ language, children }: SpokenProps) {
  return <WordsContext value={wordsIn(useStore(language))}>{children}</WordsContext>;
}

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root');
showStation(element, {
  theme: openTheme(document.documentElement, localStorage),
  language: openLanguage(document.documentElement, navigator.language),
});
