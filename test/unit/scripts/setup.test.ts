import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlainFailure } from '../../../scripts/setup/failure.mjs';
import { isInstalled } from '../../../scripts/setup/npm-packages.mjs';
import { showStep } from '../../../scripts/setup/progress.mjs';
import { runLogged } from '../../../scripts/setup/run-logged.mjs';
import { fingerprint, stampStands, writeStamp } from '../../../scripts/setup/stamp.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, content: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe('a fingerprint', () => {
  it('follows content, names and extras, not times', () => {
    write('src/a.ts', 'one');
    write('src/deep/b.ts', 'two');
    const before = fingerprint(root, ['src', 'gone.json'], ['v1']);
    utimesSync(join(root, 'src/a.ts'), 1, 1);
    expect(fingerprint(root, ['src', 'gone.json'], ['v1'])).toBe(before);

    expect(fingerprint(root, ['src', 'gone.json'], ['v2'])).not.toBe(before);
    write('gone.json', '');
    expect(fingerprint(root, ['src', 'gone.json'], ['v1'])).not.toBe(before);
    rmSync(join(root, 'gone.json'));
    write('src/deep/b.ts', 'three');
    expect(fingerprint(root, ['src', 'gone.json'], ['v1'])).not.toBe(before);
  });

  it('stands as a stamp until another is written', () => {
    expect(stampStands(root, 'app', 'x')).toBe(false);
    writeStamp(root, 'app', 'x');
    expect(stampStands(root, 'app', 'x')).toBe(true);
    expect(stampStands(root, 'app', 'y')).toBe(false);
  });
});

describe('npm packages', () => {
  const lock = (packages: object): string => JSON.stringify({ packages });
  const zod = { 'node_modules/zod': { version: '4.6.7' } };
  const forMacs = { 'node_modules/fsevents': { version: '2.3.3', optional: true } };

  it('stand when npm recorded every version of the lockfile, whatever is for other systems', () => {
    write('package-lock.json', lock({ '': { version: '0.1.0' }, ...zod, ...forMacs }));
    expect(isInstalled(root)).toBe(false);
    write('node_modules/.package-lock.json', lock(zod));
    expect(isInstalled(root)).toBe(true);
  });

  it('do not stand when one is missing or of another version', () => {
    write('package-lock.json', lock(zod));
    write('node_modules/.package-lock.json', lock({}));
    expect(isInstalled(root)).toBe(false);
    write('node_modules/.package-lock.json', lock({ 'node_modules/zod': { version: '4.0.0' } }));
    expect(isInstalled(root)).toBe(false);
  });
});

describe('a command with a log', () => {
  const options = () => ({ logFile: join(root, 'log/step.log'), advice: 'buy a bigger disk' });

  it('keeps what it says and shows each line', async () => {
    const lines: string[] = [];
    const onLine = (line: string) => lines.push(line);
    await runLogged('sh', ['-c', 'echo one; echo two >&2'], { ...options(), onLine });
    expect(lines.sort()).toEqual(['one', 'two']);
    expect(readFileSync(join(root, 'log/step.log'), 'utf8')).toContain('one\n');
  });

  it.each([
    ['ends badly', 'sh', ['-c', 'echo no space left; exit 7'], 'sh -c ended with code 7'],
    ['does not exist', 'no-such-program', [], 'could not be started'],
  ])('that %s says what, why and what to do', async (_what, command, args, words) => {
    const failure = await runLogged(command, args, options()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PlainFailure);
    const text = failure instanceof PlainFailure ? failure.toText() : '';
    expect(text).toContain(words);
    expect(text).toContain('Do:   buy a bigger disk');
    if (command === 'sh') expect(text).toContain('Why:  no space left');
  });

  it('that hangs is stopped at its deadline', async () => {
    const hanging = runLogged('sleep', ['60'], { ...options(), deadlineMs: 50 });
    await expect(hanging).rejects.toThrow(/was stopped/);
  });
});

describe('the progress of a step', () => {
  const show = (isQuiet = false) => {
    let text = '';
    const terminal = { write: (more: string) => (text += more) };
    const step = showStep({ index: 2, total: 8, title: 'Electron', terminal, isQuiet });
    return { step, text: () => text };
  };

  it('announces the work and its end', () => {
    const { step, text } = show();
    step.say('downloading');
    step.say('unpacking');
    step.done('45.4.1');
    expect(text()).toMatch(
      /^\[2\/8\] Electron … 0 s {2}downloading\n\[2\/8\] Electron: done in 0 s \(45.4.1\)\n$/,
    );
  });

  it('keeps quiet about a step that stands when asked to', () => {
    const loud = show();
    loud.step.stands('45.4.1');
    expect(loud.text()).toBe('[2/8] Electron: stands (45.4.1)\n');
    const quiet = show(true);
    quiet.step.stands('45.4.1');
    expect(quiet.text()).toBe('');
  });
});
