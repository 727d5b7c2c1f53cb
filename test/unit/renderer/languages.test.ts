import { expect, test } from 'vitest';
import {
  computerLanguage,
  followLanguage,
  openLanguage,
  wordsIn,
} from '../../../src/renderer/words/language.ts';
import { createStore } from '../../../src/renderer/state/store.ts';
import type { PeopleView } from '../../../src/shared/people/people-view.ts';
import type { QuestionAbout } from '../../../src/shared/order/question-about.ts';
import { LANGUAGES } from '../../../src/shared/people/person.ts';
import { DEFAULT_SCREEN } from '../../../src/shared/screen-setup.ts';
import { person } from '../../e2e/renderer/fake-people.ts';

/** What is the same in English and Spanish: signs, names, addresses, and words that both have. */
const SAME = new Set(['PIN', 'Total', 'Subtotal', 'Normal', 'No', 'English', 'Español', '58 mm']);

type Leaf = { readonly path: string; readonly text: unknown };

function leaves(words: unknown, path = ''): Leaf[] {
  return typeof words === 'object' && words !== null
    ? Object.entries(words).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
    : [{ path, text: words }];
}

/** Functions are asked with counts of one and of several, and with names. */
function said(text: unknown): string[] {
  if (typeof text === 'string') return [text];
  if (typeof text !== 'function') return [];
  return [
    [1, 1, 1, 1],
    [3, 5, 3, 5],
    [0, 2, 0, 2],
    ['Ana', 'Luis', 'Ana', 'Luis'],
  ].map((given) => {
    const answer: unknown = Reflect.apply(text, undefined, given);
    return typeof answer === 'string' ? answer : '';
  });
}

test('each language has every text of the other, and none besides', () => {
  const paths = (language: (typeof LANGUAGES)[number]) =>
    leaves(wordsIn(language))
      .map(({ path }) => path)
      .filter((path) => !/\.(?:presets|notePresets)\b/.test(path))
      .toSorted();
  expect(paths('es')).toEqual(paths('en'));
});

test.each(LANGUAGES)('every text of %s is a text, also those with counts and names', (language) => {
  for (const { path, text } of leaves(wordsIn(language))) {
    const texts = said(text);
    expect(texts.length, path).toBeGreaterThan(0);
    expect(texts.join(''), path).not.toMatch(/undefined|\[object/);
  }
});

test('what is silent in one language is silent in the other', () => {
  const silent = (language: (typeof LANGUAGES)[number]) =>
    leaves(wordsIn(language))
      .filter(({ text }) => said(text).includes(''))
      .map(({ path }) => path);
  expect(silent('es')).toEqual(silent('en'));
});

test('nothing is left in English on a Spanish screen', () => {
  const english = new Map(leaves(wordsIn('en')).map(({ path, text }) => [path, said(text)]));
  const same = leaves(wordsIn('es')).flatMap(({ path, text }) => {
    const others = english.get(path) ?? [];
    return said(text).some((one, at) => isWords(one) && one === others[at]) ? [path] : [];
  });
  expect(same).toEqual([]);
});

/** Not a key, or a sign, number or given name with its unit. */
function isWords(text: string): boolean {
  const rest = text.replace(/Ana|Luis|NaN|[\d\W]/g, '');
  return !SAME.has(text) && !/^(?:[A-Z]{1,2}|Ctrl[A-Z]|s|ms|min|hmin|mm|dBFS)?$/.test(rest);
}

test('a question is asked in the language of the screen, with the menu’s own names', () => {
  const missing = { kind: 'missing', name: 'Greek Salad', choice: 'Dressings', picked: 0 } as const;
  const asked: readonly (readonly [QuestionAbout, string, string])[] = [
    [
      { ...missing, lacking: 1 },
      'Greek Salad: which dressing?',
      'Greek Salad: elige uno de Dressings',
    ],
    [
      { ...missing, lacking: 2 },
      'Greek Salad: which 2 dressings?',
      'Greek Salad: elige 2 de Dressings',
    ],
    [
      { kind: 'which', names: ['Tea', 'Iced Tea', 'Chai'] },
      'Which one: Tea, Iced Tea or Chai?',
      '¿Cuál: Tea, Iced Tea o Chai?',
    ],
    [{ kind: 'which', names: ['Tea'] }, 'Did you mean Tea?', '¿Quiso decir Tea?'],
    [
      { kind: 'too-many', quantity: 18_000 },
      '18000? A person should check this.',
      '¿18000? Una persona debe revisarlo.',
    ],
  ];
  for (const [about, english, spanish] of asked) {
    expect(wordsIn('en').question.text(about)).toBe(english);
    expect(wordsIn('es').question.text(about)).toBe(spanish);
  }
});

test('diets and allergens that menus name are said in Spanish, others as the menu has them', () => {
  const { mark } = wordsIn('es').item;
  expect(['dairy', 'nuts', 'vegetarian', 'lupin'].map(mark)).toEqual([
    'lácteos',
    'nueces',
    'vegetariano',
    'lupin',
  ]);
});

test('the screen speaks as whoever is signed in, else as the station, else as the computer', () => {
  const root = { lang: '' };
  const language = openLanguage(root, 'es-MX');
  expect(root.lang).toBe('es');
  const nobody: PeopleView = { hasManager: true, idleLockMinutes: 0 };
  const people = createStore(nobody);
  const screen = createStore(DEFAULT_SCREEN);
  followLanguage(language, { people, screen }, 'es-MX');
  expect(language.get()).toBe('es');
  screen.set({ ...DEFAULT_SCREEN, language: 'en' });
  expect(root.lang).toBe('en');
  people.set({ ...nobody, signedIn: { ...person('Ana', 'crew'), language: 'es' } });
  expect(root.lang).toBe('es');
  people.set(nobody);
  expect(root.lang).toBe('en');
});

test.each([
  ['es', 'es'],
  ['es-US', 'es'],
  ['en-US', 'en'],
  ['est', 'en'],
  ['', 'en'],
])('a computer that says %j is spoken to in %s', (locale, language) => {
  expect(computerLanguage(locale)).toBe(language);
});
