/** What to look at: the lane view, a lane in trouble, the volume of replies, and the self-test. */
import type { Page } from '@playwright/test';
import { english, type Words } from '../../../src/renderer/words/english.ts';
import { spanish } from '../../../src/renderer/words/es/spanish.ts';
import type { Scene } from './scene.ts';

const openLaneView = (page: Page) => page.keyboard.press('Control+l');

async function selfTest(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.app.settings }).click();
  await page.getByRole('button', { name: words.selfTest.open }).click();
  await page.getByRole('button', { name: words.selfTest.start }).click();
  await page.getByText(words.selfTest.verdicts.healthy).waitFor();
}

export const laneScenes: readonly Scene[] = [
  { name: 'lane-board', seed: 'lane-view', act: openLaneView },
  { name: 'lane-board-spanish', seed: 'lane-view', language: 'es', act: openLaneView },
  { name: 'lane-trouble-spanish', seed: 'lane-view', language: 'es' },
  {
    name: 'settings-volume',
    seed: 'corrected',
    act: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Softer' }).click();
    },
  },
  { name: 'self-test', seed: 'empty', act: (page) => selfTest(page, english) },
  {
    name: 'self-test-spanish',
    seed: 'empty',
    language: 'es',
    act: (page) => selfTest(page, spanish),
  },
];
