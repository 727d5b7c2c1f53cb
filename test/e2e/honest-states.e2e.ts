import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { definedOnly } from '../../scripts/station/drive.ts';
import { PROJECT_ROOT } from '../../scripts/setup/project.mjs';
import { LANE } from '../support/station.ts';
import { test } from './support/station-test.ts';

/** Chromium's sandbox can't start for root. */
const SANDBOX = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const electron: unknown = createRequire(import.meta.url)('electron');

async function accessibilityViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('a wrong device name is said, and touch goes on', async ({ startStation }) => {
  const station = await startStation({ device: 'Lane 9 headset' });
  const snapshot = await station.until('the missing device', ({ lanes }) =>
    lanes.some(({ laneId, device }) => laneId === LANE && device.state === 'absent'),
  );
  expect(snapshot.lanes[0]?.device).toMatchObject({
    name: 'Lane 9 headset',
    failure: 'no-such-device',
  });
  await expect(station.page.getByText(/lane 9 headset/i).first()).toBeVisible();
  expect(await accessibilityViolations(station.page)).toEqual([]);
});

test('an order is taken by touch with the relay and BuildPanel away', async ({ startStation }) => {
  const station = await startStation();
  await station.ready();
  await station.stack.stopRelay();
  await station.stack.stopBuildPanel();
  await station.until(
    'the loss to be seen',
    ({ connection }) => connection.state !== 'online',
    6_000,
  );
  await expect(station.page.getByText(/orders by touch work/i).first()).toBeVisible();
  await station.page.getByRole('searchbox').fill('lemonade');
  await station.page
    .getByRole('button', { name: /^lemonade/i })
    .first()
    .click();
  const snapshot = await station.until(
    'the line',
    ({ tickets }) => tickets[0]?.ticket.lines.length === 1,
  );
  expect(snapshot.tickets[0]?.ticket.totals.totalCents).toBe(324);
});

test('a station is enrolled on its screen; a wrong code is refused in words', async ({
  startStation,
}) => {
  const station = await startStation({ isEnrolled: false });
  await station.until(
    'the question for a code',
    ({ connection }) => connection.state === 'not-enrolled',
  );
  expect(await accessibilityViolations(station.page)).toEqual([]);
  const field = station.page.getByRole('textbox', { name: /code/i });
  await field.fill('AAAA-BBBB-CCCC-DDDD');
  await field.press('Enter');
  await expect(station.page.getByRole('alert').first()).toBeVisible();
  await field.fill((await station.stack.createCode()).code);
  await field.press('Enter');
  await station.ready();
});

test('a second copy of the app leaves and says why', async ({ startStation }) => {
  const station = await startStation();
  await station.ready();
  const second = promisify(execFile)(String(electron), [...SANDBOX, '.', ...station.launchArgs], {
    cwd: PROJECT_ROOT,
    env: definedOnly({ ...process.env, ...station.launchEnv }),
    timeout: 20_000,
  });
  await expect(second).rejects.toMatchObject({
    code: 3,
    stderr: expect.stringContaining('runs already'),
  });
});
