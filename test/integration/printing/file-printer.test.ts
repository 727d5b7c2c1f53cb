import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { access, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFilePrinter } from '../../../src/main/printing/file-printer.ts';
import { EscposReader } from '../../support/escpos-reader.ts';
import { openPrinting, page, setupWith } from '../../support/printing-fixture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const never = () => new AbortController().signal;
const BYTES = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251);

test('pages are written behind each other into a plain file', async () => {
  const path = join(await tempFolder(), 'out.prn');
  await writeFile(path, '');
  const { printing } = await openPrinting(await tempFolder(), setupWith({ kind: 'file', path }));
  onTestFinished(() => printing.stop());
  printing.start();
  await printing.queue(page('one'));
  await printing.queue(page('two'));
  await vi.waitFor(() => expect(printing.view().jobs).toEqual([]), 5_000);
  const lines = new EscposReader()
    .read(await readFile(path))
    .flatMap((event) => (event.kind === 'line' && event.line.text !== '' ? [event.line.text] : []));
  expect(lines).toEqual(['one', 'two']);
});

test('a device that is missing is away, and no file is made in its place', async () => {
  const path = join(await tempFolder(), 'lp0.prn');
  expect(await createFilePrinter(path).print(BYTES, never())).toEqual({
    ok: false,
    failure: { trouble: 'away', isSent: false },
  });
  await expect(access(path)).rejects.toThrow();
});

test('a folder, a plain file of another name and a device of another kind are no printers', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'notes.txt');
  await writeFile(file, 'mine');
  for (const path of [folder, file, '/dev/null']) {
    expect(await createFilePrinter(path).print(BYTES, never())).toMatchObject({
      failure: { trouble: 'not-a-printer', isSent: false },
    });
  }
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('a FIFO without a reader is away; one with a slow reader gets every byte', async () => {
  const path = join(await tempFolder(), 'printer');
  execFileSync('mkfifo', [path]);
  const device = createFilePrinter(path);
  expect(await device.check(never())).toMatchObject({ failure: { trouble: 'away' } });
  const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  onTestFinished(() => reader.close());
  const printing = device.print(BYTES, never());
  const heard: number[] = [];
  const buffer = Buffer.alloc(8_192);
  while (heard.length < BYTES.length) {
    const { bytesRead } = await reader.read(buffer).catch(() => ({ bytesRead: 0 }));
    heard.push(...buffer.subarray(0, bytesRead));
    if (bytesRead === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await printing).toEqual({ ok: true, value: undefined });
  expect(Uint8Array.from(heard)).toEqual(BYTES);
});

test('a reader that stops reading is silent: the page may be half on paper', async () => {
  const path = join(await tempFolder(), 'printer');
  execFileSync('mkfifo', [path]);
  const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  onTestFinished(() => reader.close());
  expect(await createFilePrinter(path, 100).print(BYTES, never())).toEqual({
    ok: false,
    failure: { trouble: 'silent', isSent: true },
  });
});
