import { expect, test } from 'vitest';
import { crewCommandIn } from '../../../src/shared/crew/crew-command.ts';
import { demoMenu } from '../../support/demo-menu.ts';

const menu = demoMenu();

const heard = (words: string) => {
  const command = crewCommandIn(words, menu);
  if (typeof command === 'string') return command;
  return command.kind === 'repeat-order' ? command.kind : `${command.kind}: ${command.name}`;
};

test.each([
  ['eighty six the lemonade', 'sold-out: Lemonade'],
  ['Eighty-six the lemonade.', 'sold-out: Lemonade'],
  ['86 lemonades', 'sold-out: Lemonade'],
  ["we're out of greek bowls", 'sold-out: Greek Bowl'],
  ['the summer salad is sold out', 'sold-out: Summer Salad'],
  ['lemonade is back', 'back: Lemonade'],
  ['the greek bowls are back', 'back: Greek Bowl'],
  ['repeat last order', 'repeat-order'],
  ['Please repeat the last order', 'repeat-order'],
])('%s', (words, command) => {
  expect(heard(words)).toBe(command);
});

test('what names nothing on the menu, or more than one thing, changes nothing', () => {
  expect(heard('eighty six the milkshake')).toBe('unknown-item');
  expect(heard('the bowl is back')).toBe('unknown-item');
});

test('an order is no command', () => {
  expect(heard('two greek bowls and a lemonade please')).toBe('no-command');
  expect(heard('')).toBe('no-command');
});
