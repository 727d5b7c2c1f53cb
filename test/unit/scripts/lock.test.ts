import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../scripts/setup/lock.mjs';

const LOCK_MODULE = resolve(import.meta.dirname, '../../../scripts/setup/lock.mjs');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the set-up lock', () => {
  it('lets processes that start at once do their work one after the other', async () => {
    const journal = join(folder, 'journal');
    const program = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout as sleep } from 'node:timers/promises';
      import { withLock } from ${JSON.stringify(LOCK_MODULE)};
      await withLock(${JSON.stringify(join(folder, 'lock'))}, async () => {
        appendFileSync(${JSON.stringify(journal)}, 'in ' + process.pid + '\\n');
        await sleep(20);
        appendFileSync(${JSON.stringify(journal)}, 'out ' + process.pid + '\\n');
      });`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program]),
    );
    await Promise.all(children.map(async (child) => once(child, 'exit')));

    const lines = readFileSync(journal, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(8);
    for (let index = 0; index < lines.length; index += 2) {
      expect(lines[index + 1]).toBe(lines[index]?.replace('in', 'out'));
    }
  });

  it('takes over from an owner that is gone', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(folder, 'lock'), `${gone} 12345`);
    expect(await withLock(join(folder, 'lock'), () => Promise.resolve('worked'))).toBe('worked');
  });

  it('takes over when the pid of the owner belongs to another process by now', async () => {
    writeFileSync(join(folder, 'lock'), `${process.ppid} 1`);
    expect(await withLock(join(folder, 'lock'), () => Promise.resolve('worked'))).toBe('worked');
  });

  it('is free again after work that failed', async () => {
    const failing = withLock(join(folder, 'lock'), () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });
});
