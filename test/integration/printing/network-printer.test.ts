import { expect, onTestFinished, test, vi } from 'vitest';
import { FakePrinter } from '../../support/fake-printer.ts';
import { at, openPrinting, page, setupWith } from '../../support/printing-fixture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function startPrinter(): Promise<FakePrinter> {
  const printer = await FakePrinter.start();
  onTestFinished(() => printer.unplug());
  return printer;
}

async function startPrinting(...[folder, setup, wallMs]: Parameters<typeof openPrinting>) {
  const opened = await openPrinting(folder, setup, wallMs);
  onTestFinished(() => opened.printing.stop());
  opened.printing.start();
  return opened;
}

test('pages come out in order, once each, with a cut after each', async () => {
  const printer = await startPrinter();
  const { printing } = await startPrinting(await tempFolder(), setupWith(at(printer.port)));
  for (const text of ['one', 'two', 'three']) await printing.queue(page(text));
  await vi.waitFor(() => expect(printer.pages).toEqual(['one', 'two', 'three']), 5_000);
  await vi.waitFor(() => expect(printing.view()).toMatchObject({ jobs: [], troubles: [] }));
});

test('a printer that is away is told of, and its pages come out by themselves once it is back', async () => {
  const printer = await startPrinter();
  await printer.unplug();
  const { printing } = await startPrinting(await tempFolder(), setupWith(at(printer.port)));
  await printing.queue(page('waits'));
  await vi.waitFor(() =>
    expect(printing.view()).toMatchObject({
      troubles: [{ printer: 'receipt', trouble: 'away' }],
      jobs: [{ state: 'waiting' }],
    }),
  );
  await printer.plugIn();
  await vi.waitFor(() => expect(printer.pages).toEqual(['waits']), 5_000);
  await vi.waitFor(() => expect(printing.view()).toMatchObject({ jobs: [], troubles: [] }));
});

test.each(['paper-out', 'cover-open'] as const)(
  'a printer with trouble “%s” gets no page until it is ready again',
  async (condition) => {
    const printer = await startPrinter();
    printer.state.condition = condition;
    const { printing } = await startPrinting(await tempFolder(), setupWith(at(printer.port)));
    await printing.queue(page('whole'));
    await vi.waitFor(() =>
      expect(printing.view().troubles).toEqual([{ printer: 'receipt', trouble: condition }]),
    );
    expect(printer.pages).toEqual([]);
    printer.state.condition = 'ready';
    await vi.waitFor(() => expect(printer.pages).toEqual(['whole']), 5_000);
  },
);

test('a printer that hangs after it answered once is sent nothing, and its trouble goes by itself', async () => {
  const printer = await startPrinter();
  const { printing } = await startPrinting(await tempFolder(), setupWith(at(printer.port)));
  await printing.queue(page('first'));
  await vi.waitFor(() => expect(printer.pages).toEqual(['first']), 5_000);
  printer.state.condition = 'hung';
  await printing.queue(page('second'));
  await vi.waitFor(
    () => expect(printing.view().troubles).toEqual([{ printer: 'receipt', trouble: 'silent' }]),
    5_000,
  );
  printer.state.condition = 'ready';
  await vi.waitFor(() => expect(printer.pages).toEqual(['first', 'second']), 5_000);
});

test.each(['status', 'nothing'] as const)(
  'a printer that answers %s prints each page once, and is believed',
  async (answers) => {
    const printer = await startPrinter();
    printer.state.answers = answers;
    const { printing } = await startPrinting(await tempFolder(), setupWith(at(printer.port)));
    await printing.queue(page('one'));
    await printing.queue(page('two'));
    await vi.waitFor(() => expect(printing.view().jobs).toEqual([]), 8_000);
    expect(printer.pages).toEqual(['one', 'two']);
  },
);

test('a line lost in the middle of a page asks a person; the next page goes on', async () => {
  const printer = await startPrinter();
  const { printing } = await startPrinting(await tempFolder(), setupWith(at(printer.port)));
  printer.state.breaksAfter = 20;
  await printing.queue(page('is broken off'));
  await vi.waitFor(
    () => expect(printing.view().jobs).toMatchObject([{ state: 'asking', why: 'perhaps-printed' }]),
    5_000,
  );
  printer.state.breaksAfter = undefined;
  await printing.queue(page('next'));
  await vi.waitFor(() => expect(printer.pages.at(-1)).toContain('next'), 5_000);
  const [asking] = printing.view().jobs;
  if (asking === undefined) throw new Error('nobody is asked');
  await printing.retry(asking.jobId);
  await vi.waitFor(() => expect(printer.pages.at(-1)).toContain('is broken off'), 5_000);
  expect(printer.pages.at(-1)).toContain('*** COPY ***');
  await vi.waitFor(() => expect(printing.view().jobs).toEqual([]));
});

test('paper that runs out under a page asks a person', async () => {
  const printer = await startPrinter();
  const { printing } = await startPrinting(await tempFolder(), setupWith(at(printer.port)));
  await vi.waitFor(() => expect(printer.received.length).toBeGreaterThan(0));
  printer.runsOutUnderNextPage();
  await printing.queue(page('under the end'));
  await vi.waitFor(
    () =>
      expect(printing.view()).toMatchObject({
        jobs: [{ state: 'asking', why: 'perhaps-printed' }],
        troubles: [{ trouble: 'paper-out' }],
      }),
    5_000,
  );
});

test('the drawer opens at once, before pages that wait, and never later by itself', async () => {
  const printer = await startPrinter();
  const { printing } = await startPrinting(await tempFolder(), setupWith(at(printer.port)));
  expect(await printing.kickDrawer()).toEqual({ ok: true, value: undefined });
  expect(printer.count('drawer')).toBe(1);
  await printer.unplug();
  expect(await printing.kickDrawer()).toEqual({ ok: false, failure: 'away' });
  await printer.plugIn();
  await printing.queue(page('after'));
  await vi.waitFor(() => expect(printer.pages.at(-1)).toBe('after'), 5_000);
  expect(printer.count('drawer')).toBe(1);
});

test('two printers by name that are one machine take turns', async () => {
  const printer = await startPrinter();
  const setup = setupWith(at(printer.port), at(printer.port));
  const { printing } = await startPrinting(await tempFolder(), setup);
  const kitchen = { printer: 'kitchen', content: { kind: 'kitchen-ticket' } } as const;
  for (let count = 0; count < 5; count += 1) {
    await printing.queue(page(`receipt ${count}`));
    await printing.queue(page(`kitchen ${count}`, kitchen));
  }
  await vi.waitFor(() => expect(printer.pages).toHaveLength(10), 8_000);
  expect(new Set(printer.pages).size).toBe(10);
  expect(printer.mostAtOnce).toBe(1);
});

test('a printer that is set anew takes what waited for the old one', async () => {
  const [old, other] = [await startPrinter(), await startPrinter()];
  await old.unplug();
  const { printing } = await startPrinting(await tempFolder(), setupWith(at(old.port)));
  await printing.queue(page('moves'));
  await printing.change(setupWith(at(other.port)));
  await vi.waitFor(() => expect(other.pages).toEqual(['moves']), 5_000);
});
