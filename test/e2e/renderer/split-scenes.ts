/** What to look at: a bill that several guests pay, and training. */
import type { Page } from '@playwright/test';
import type { Words } from '../../../src/renderer/words/english.ts';
import { english } from '../../../src/renderer/words/english.ts';
import { spanish } from '../../../src/renderer/words/es/spanish.ts';
import type { Scene } from './scene.ts';

async function openSplit(page: Page, words: Words): Promise<void> {
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: words.split.open, exact: true }).click();
}

async function payPart(page: Page, words: Words): Promise<void> {
  const { split, tender } = words;
  const take = split.pay('').trim();
  await page.getByRole('dialog').getByRole('button', { name: take }).last().click();
  await page.getByRole('button', { name: new RegExp(`^${tender.exact}`) }).click();
}

async function showPaper(page: Page): Promise<void> {
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: /^Exact/ }).click();
  await page.getByRole('button', { name: /^Receipt/ }).click();
}

const acts = {
  'split-even': openSplit,
  'split-begun': async (page, words) => {
    await openSplit(page, words);
    await page.getByRole('button', { name: words.split.more }).click();
    await payPart(page, words);
    await page.getByRole('button', { name: words.split.receipt(1) }).waitFor();
  },
  'split-lines': async (page, words) => {
    await openSplit(page, words);
    await page.getByText(words.split.modes.lines, { exact: true }).click();
    await page.getByRole('button', { name: words.units.oneMore('Lemonade') }).click();
  },
  'split-amount': async (page, words) => {
    await openSplit(page, words);
    await page.getByText(words.split.modes.amount, { exact: true }).click();
    await page.getByRole('textbox', { name: words.split.amount }).fill('1000');
  },
  'split-tender': async (page, words) => {
    await openSplit(page, words);
    const take = words.split.pay('').trim();
    await page.getByRole('dialog').getByRole('button', { name: take }).last().click();
  },
  'split-done': async (page, words) => {
    await openSplit(page, words);
    await payPart(page, words);
    await payPart(page, words);
    await page.getByRole('button', { name: words.split.done }).waitFor();
  },
  'split-receipt': async (page, words) => {
    await openSplit(page, words);
    await payPart(page, words);
    await page.getByRole('button', { name: words.split.receipt(1) }).click();
  },
} satisfies Record<string, (page: Page, words: Words) => Promise<void>>;

export const splitScenes: readonly Scene[] = [
  { name: 'es-training', seed: 'training', language: 'es' },
  { name: 'training-paper', seed: 'training', act: showPaper },
  ...Object.entries(acts).flatMap(([name, act]): Scene[] => [
    { name, seed: 'ready', act: (page) => act(page, english) },
    { name: `es-${name}`, seed: 'ready', language: 'es', act: (page) => act(page, spanish) },
  ]),
];
