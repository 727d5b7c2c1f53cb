/** Which language the screen speaks: that of whoever is signed in, else the station's, else the computer's. */
import type { PeopleView } from '../../shared/people/people-view.ts';
import type { Language } from '../../shared/people/person.ts';
import type { ScreenSetup } from '../../shared/screen-setup.ts';
import { createStore, type Store, type Watched } from '../state/store.ts';
import { english, type Words } from './english.ts';
import { spanish } from './es/spanish.ts';

const WORDS: Readonly<Record<Language, Words>> = { en: english, es: spanish };

export function wordsIn(language: Language): Words {
  return WORDS[language];
}

/** Of a computer with this locale (`es-US`). */
export function computerLanguage(locale: string): Language {
  return /^es\b/i.test(locale) ? 'es' : 'en';
}

/** Until the station is known: the computer's language. The page says which it is, for screen readers. */
export function openLanguage(root: Pick<HTMLElement, 'lang'>, locale: string): Store<Language> {
  const language = createStore(computerLanguage(locale));
  const show = () => {
    root.lang = language.get();
  };
  show();
  language.subscribe(show);
  return language;
}

type Speaking = {
  readonly people: Watched<PeopleView>;
  readonly screen: Watched<ScreenSetup>;
};

/** Keeps `language` in step for as long as the station's stores live. */
export function followLanguage(
  language: Store<Language>,
  { people, screen }: Speaking,
  locale: string,
): void {
  const follow = () =>
    language.set(
      people.get().signedIn?.language ?? screen.get().language ?? computerLanguage(locale),
    );
  follow();
  people.subscribe(follow);
  screen.subscribe(follow);
}
