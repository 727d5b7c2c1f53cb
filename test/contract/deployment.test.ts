/** What the deployment guide gives to an operator is what the product is. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/relay/config.ts';

const ROOT = join(import.meta.dirname, '../..');
const STREAM_MODULE = '/usr/lib/nginx/modules/ngx_stream_module.so';
const UNITS = join(ROOT, 'resources/relay/systemd');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

function unit(name: string): string {
  return readFileSync(join(UNITS, name), 'utf8');
}

describe('the systemd units', () => {
  it.skipIf(!hasSystemd)('are units, by systemd’s own judgement', () => {
    const folder = mkdtempSync(join(tmpdir(), 'relay-units-'));
    const names = readdirSync(UNITS);
    for (const name of names) copyFileSync(join(UNITS, name), join(folder, name));
    const { status, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', ...names.map((name) => join(folder, name))],
      {
        encoding: 'utf8',
        env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` },
      },
    );
    rmSync(folder, { recursive: true });
    const about = stderr.split('\n').filter((line) => line.includes('buildpanel-relay'));
    expect({ status, about }).toEqual({ status: 0, about: [] });
  });

  it('set what the relay reads, and start programs that the build makes', () => {
    const text = unit('buildpanel-relay.service');
    const env: Record<string, string | undefined> = Object.fromEntries(
      [...text.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(
        ([, name = '', value = '']) => [name, value] as const,
      ),
    );
    const command = readCommand(['--print-config'], env);
    expect(command).toMatchObject({ config: { dataDir: '/var/lib/buildpanel-relay' } });
    const programs = readdirSync(UNITS).flatMap((name) => [
      ...unit(name).matchAll(/build\/(src\/relay\/\w+)\.js/g),
    ]);
    expect(programs).toHaveLength(2);
    for (const [, program] of programs) expect(existsSync(join(ROOT, `${program}.ts`))).toBe(true);
  });

  it('give a relay that drains the time that it may take', () => {
    const stop = /^TimeoutStopSec=(\d+)$/m.exec(unit('buildpanel-relay.service'))?.[1];
    const command = readCommand(['--print-config'], {});
    if (command.do === 'help') throw new Error('no config');
    expect(Number(stop)).toBeGreaterThan(command.config.drainS + 5);
  });
});

describe('the documents', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .trim()
    .split('\n');

  it('link to files that are there', () => {
    const broken = files.flatMap((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .flatMap(([, target]) => target ?? [])
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !existsSync(join(ROOT, dirname(file), target)))
        .map((target) => `${file}: ${target}`);
    });
    expect(broken).toEqual([]);
  });

  it('name relay tests that are there', () => {
    const names = [
      'docs/REALTIME_RISK_ASSESSMENT.md',
      'docs/REALTIME_IMPLEMENTATION_ROADMAP.md',
    ].flatMap((file) =>
      [
        ...readFileSync(join(ROOT, file), 'utf8').matchAll(
          /`(?:test\/)?integration\/relay\/\{?([\w,-]+)\}?/g,
        ),
      ].flatMap(([, list]) => (list ?? '').split(',')),
    );
    expect(names.length).toBeGreaterThan(10);
    const missing = names.filter(
      (name) => !existsSync(join(ROOT, `test/integration/relay/${name}.test.ts`)),
    );
    expect(missing).toEqual([]);
  });

  it.skipIf(!existsSync(STREAM_MODULE))('give a balancer’s config that nginx takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'relay-nginx-'));
    const stream = readFileSync(join(ROOT, 'docs/examples/nginx-stream.conf'), 'utf8');
    writeFileSync(
      join(folder, 'nginx.conf'),
      `load_module ${STREAM_MODULE};\npid ${folder}/pid;\nevents {}\n${stream}`,
    );
    const { status, stderr } = spawnSync(
      'nginx',
      ['-t', '-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
      {
        encoding: 'utf8',
      },
    );
    rmSync(folder, { recursive: true });
    expect(stderr).toContain('test is successful');
    expect(status).toBe(0);
  });
});
