import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, readCommand } from '../../../src/relay/config.ts';

function settings(args: string[], env: Record<string, string> = {}) {
  const command = readCommand(args, env);
  if (command.do !== 'run') throw new Error('not a run');
  return command.config;
}

describe('the settings of the relay', () => {
  it('have defaults that only this machine can reach', () => {
    expect(settings([])).toMatchObject({
      host: '127.0.0.1',
      port: 3001,
      buildPanelUrl: 'http://localhost:3003',
      dialects: ['d2', 'd1', 'd3'],
    });
  });

  it('come from the file, over it from the environment, over both from options', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'relay-config-')), 'relay.json');
    writeFileSync(file, JSON.stringify({ port: 1, logLevel: 'warn', rolloutPercentage: 5 }));
    const config = settings(['--config', file, '--port', '3'], {
      RELAY_PORT: '2',
      STREAMING_ROLLOUT_PERCENTAGE: '25',
    });
    expect(config).toMatchObject({ port: 3, logLevel: 'warn', rolloutPercentage: 25 });
  });

  it('know the names that earlier clients used', () => {
    expect(settings([], { BUILDPANEL_URL: 'http://a:1' }).buildPanelUrl).toBe('http://a:1');
    expect(
      settings([], { BUILDPANEL_BASE_URL: 'http://b:1', BUILDPANEL_URL: 'http://a:1' })
        .buildPanelUrl,
    ).toBe('http://b:1');
    expect(
      settings([], { ENABLE_REALTIME_STREAMING: 'false', FALLBACK_TO_BATCH_ON_ERROR: '0' }),
    ).toMatchObject({
      isStreamingEnabled: false,
      fallsBackOnError: false,
    });
  });

  it('refuse plain ws off this machine', () => {
    expect(() => settings(['--host', '0.0.0.0'])).toThrow(/only TLS is served/);
    expect(settings(['--host', '0.0.0.0'], { RELAY_TLS_CERT: 'c', RELAY_TLS_KEY: 'k' }).host).toBe(
      '0.0.0.0',
    );
  });

  it.each([
    [{ port: 'many' }, /^Setting port \(RELAY_PORT\)/],
    [{ dialects: 'd9' }, /^Setting dialects \(RELAY_DIALECTS\)/],
    [{ buildPanelUrl: 'ftp://x' }, /must be an http/],
    [{ rolloutPercentage: 101 }, /STREAMING_ROLLOUT_PERCENTAGE/],
    [{ tlsCertFile: 'a' }, /needs tlsKeyFile/],
    [{ portt: 1 }, /portt/],
  ])('that are wrong are named: %j', (source, message) => {
    expect(() => parseConfig(source)).toThrow(message);
  });
});
