import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FakePrinter } from '../../support/fake-printer.ts';
import { at, openPrinting, setupWith } from '../../support/printing-fixture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const PROGRAM = resolve(import.meta.dirname, '../../support/printing-station.ts');
/** When each life ends, in milliseconds after its first page was queued. */
const LIVES_MS = [0, 30, 90, 200];

test('however often the app is killed, each page is on paper once or a person is asked about it', async () => {
  const printer = await FakePrinter.start();
  onTestFinished(() => printer.unplug());
  const folder = await tempFolder();
  const queued: string[] = [];
  for (const [life, lifeMs] of LIVES_MS.entries()) {
    queued.push(...(await liveAndDie([folder, String(printer.port), String(life)], lifeMs)));
  }
  expect(queued.length).toBeGreaterThan(LIVES_MS.length);

  const { printing } = await openPrinting(folder, setupWith(at(printer.port)));
  onTestFinished(() => printing.stop());
  const asking = printing.view().jobs.filter(({ state }) => state === 'asking');
  expect(asking.length).toBeLessThanOrEqual(LIVES_MS.length);
  printing.start();
  await vi.waitFor(
    () => expect(printing.view().jobs.every(({ state }) => state === 'asking')).toBe(true),
    { timeout: 20_000 },
  );
  const onPaper = printer.pages.map((page) => page.trim());
  const whole = queued.filter((name) => onPaper.includes(name));
  expect(new Set(onPaper).size).toBe(onPaper.length);
  expect(queued.length - whole.length).toBeLessThanOrEqual(asking.length);
}, 60_000);

/** The pages that the program said were queued before its SIGKILL. */
async function liveAndDie(programArguments: string[], lifeMs: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...programArguments], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(30_000) });
  child.stdout.on('data', (piece: Buffer) => {
    if (output === '') setTimeout(() => child.kill('SIGKILL'), lifeMs);
    output += piece.toString('utf8');
  });
  await exited;
  // The last line may be torn.
  return output.split('\n').slice(0, -1);
}
