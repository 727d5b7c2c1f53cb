import { expect, test } from 'vitest';
import { asksForPerson } from '../../../src/shared/order/asks-for-person.ts';

test.each([
  'a team member, please',
  'a team member please',
  'can i talk to a real person',
  'i want to speak with the manager please',
  'could you get me a human',
  'let me talk to someone',
  'quiero hablar con una persona',
])('%s asks for a person', (words) => {
  expect(asksForPerson(words)).toBe(true);
});

test.each([
  'two greek bowls and a lemonade please',
  'one for each person please',
  'a family meal for a team of four',
  'give me a large lemonade for my manager',
])('%s does not', (words) => {
  expect(asksForPerson(words)).toBe(false);
});
