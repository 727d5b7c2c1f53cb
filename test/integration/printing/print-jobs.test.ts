import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FakePrinter } from '../../support/fake-printer.ts';
import { at, NOON_MS, openPrinting, page, setupWith } from '../../support/printing-fixture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function startPrinter(): Promise<FakePrinter> {
  const printer = await FakePrinter.start();
  onTestFinished(() => printer.unplug());
  return printer;
}

const MINUTE_MS = 60_000;
const KITCHEN = { printer: 'kitchen', content: { kind: 'kitchen-ticket' } } as const;

test('what was queued before a kill is printed after the start', async () => {
  const printer = await startPrinter();
  const folder = await tempFolder();
  const setup = setupWith(at(printer.port));
  const before = await openPrinting(folder, setup);
  expect(await before.printing.queue(page('survives'))).toMatchObject({ ok: true });
  const after = await openPrinting(folder, setup);
  onTestFinished(() => after.printing.stop());
  after.printing.start();
  await vi.waitFor(() => expect(printer.pages).toEqual(['survives']), 5_000);
});

test('a page that was being printed at the end asks a person, who may drop it', async () => {
  const printer = await startPrinter();
  printer.state.answers = 'status';
  const folder = await tempFolder();
  const setup = setupWith(at(printer.port));
  const before = await openPrinting(folder, setup, () => NOON_MS, { doneMs: 30_000 });
  before.printing.start();
  await before.printing.queue(page('perhaps', { key: 'receipt 1' }));
  await vi.waitFor(() => expect(printer.pages).toEqual(['perhaps']), 5_000);
  await before.printing.stop(); // the printer has not said that it is done
  const after = await openPrinting(folder, setup);
  onTestFinished(() => after.printing.stop());
  after.printing.start();
  const [asking] = after.printing.view().jobs;
  expect(asking).toMatchObject({ state: 'asking', why: 'perhaps-printed' });
  if (asking === undefined) throw new Error('nobody is asked');
  expect(await after.printing.drop(asking.jobId)).toMatchObject({ ok: true });
  expect(await readdir(join(folder, 'jobs'))).toEqual([]);
  await after.printing.queue(page('perhaps', { key: 'receipt 1' }));
  expect(after.printing.view().jobs).toEqual([]);
  expect(printer.pages).toEqual(['perhaps']);
});

test('a page with a key is printed once, over restarts too', async () => {
  const printer = await startPrinter();
  const folder = await tempFolder();
  for (let start = 0; start < 3; start += 1) {
    const { printing } = await openPrinting(folder, setupWith(at(printer.port)));
    printing.start();
    await Promise.all([1, 2].map(() => printing.queue(page('once', { key: 'kitchen 7' }))));
    await vi.waitFor(() => expect(printing.view().jobs).toEqual([]), 5_000);
    await printing.stop();
  }
  expect(printer.pages).toEqual(['once']);
});

test('a kitchen ticket that comes late says since when it was wanted', async () => {
  const printer = await startPrinter();
  const folder = await tempFolder();
  const setup = setupWith(at(printer.port), at(printer.port));
  const before = await openPrinting(folder, setup);
  await before.printing.queue(page('bowl', KITCHEN));
  const after = await openPrinting(folder, setup, () => NOON_MS + 12 * MINUTE_MS);
  onTestFinished(() => after.printing.stop());
  after.printing.start();
  await vi.waitFor(() => expect(printer.pages[0]).toContain('LATE - taken at 12:00 PM'), 5_000);
});

test('a receipt that nobody waits for any more asks before it is printed', async () => {
  const printer = await startPrinter();
  const folder = await tempFolder();
  const setup = setupWith(at(printer.port));
  await (await openPrinting(folder, setup)).printing.queue(page('old'));
  const { printing } = await openPrinting(folder, setup, () => NOON_MS + 31 * MINUTE_MS);
  onTestFinished(() => printing.stop());
  printing.start();
  await vi.waitFor(() =>
    expect(printing.view().jobs).toMatchObject([{ state: 'asking', why: 'too-old' }]),
  );
  const [job] = printing.view().jobs;
  if (job === undefined) throw new Error('no job');
  await printing.retry(job.jobId);
  await vi.waitFor(() => expect(printer.pages).toEqual(['old']), 5_000);
});

test('a job file that can not be read is set aside and told, and the others are printed', async () => {
  const printer = await startPrinter();
  const folder = await tempFolder();
  const setup = setupWith(at(printer.port));
  await (await openPrinting(folder, setup)).printing.queue(page('sound'));
  await writeFile(join(folder, 'jobs', 'broken.json'), '{"format":1');
  const { printing, corrupt } = await openPrinting(folder, setup);
  onTestFinished(() => printing.stop());
  expect(corrupt).toHaveLength(1);
  printing.start();
  await vi.waitFor(() => expect(printer.pages).toEqual(['sound']), 5_000);
});

test('without a printer, and with two hundred pages waiting, a page is refused in words', async () => {
  const { printing } = await openPrinting(await tempFolder(), setupWith(at(9)));
  expect(await printing.queue(page('kitchen', KITCHEN))).toEqual({
    ok: false,
    failure: 'no-printer',
  });
  for (let count = 0; count < 200; count += 1) await printing.queue(page(`${count}`));
  expect(await printing.queue(page('one more'))).toEqual({ ok: false, failure: 'queue-full' });
});
