/** Debian's Prometheus on a real relay: it scrapes it, its rules are sound, and the alert for a dead BuildPanel fires. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RelayHarness } from './relay-harness.ts';

const RULES = resolve('resources/relay/alerts.yml');
const DASHBOARD = resolve('resources/relay/grafana-dashboard.json');
const dashboardSchema = z.object({
  panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })),
});
const alertsSchema = z.object({
  data: z.object({
    alerts: z.array(z.object({ labels: z.object({ alertname: z.string() }), state: z.string() })),
  }),
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('a Prometheus that watches the relay', () => {
  let relay: RelayHarness;
  let prometheus: ChildProcess | null;

  beforeEach(async () => {
    prometheus = null;
    relay = await RelayHarness.open();
    await relay.start('http://127.0.0.1:9');
  });

  afterEach(async () => {
    if (prometheus !== null && prometheus.exitCode === null) {
      const gone = once(prometheus, 'exit');
      prometheus.kill('SIGKILL');
      await gone;
    }
    await relay.close();
  });

  /** Runs with the rules as they are, but each alert a second after its cause. */
  async function startPrometheus(): Promise<string> {
    const port = await freePort();
    const { token } = await relay.operator(['read']);
    const file = (name: string) => join(relay.dataDir, name);
    writeFileSync(file('token'), token, { mode: 0o600 });
    writeFileSync(
      file('alerts.yml'),
      readFileSync(RULES, 'utf8').replaceAll(/for: \d+[sm]/g, 'for: 1s'),
    );
    writeFileSync(
      file('prometheus.yml'),
      JSON.stringify({
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        rule_files: [file('alerts.yml')],
        scrape_configs: [
          {
            job_name: 'buildpanel-relay',
            authorization: { credentials_file: file('token') },
            static_configs: [{ targets: [new URL(relay.base).host] }],
          },
        ],
      }),
    );
    prometheus = spawn(
      'prometheus',
      [
        `--config.file=${file('prometheus.yml')}`,
        `--storage.tsdb.path=${file('tsdb')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    return `http://127.0.0.1:${port}`;
  }

  it('has rules and a figure for each, and fires when BuildPanel is dead', async () => {
    execFileSync('promtool', ['check', 'rules', RULES], { stdio: 'pipe' });
    const base = await startPrometheus();
    const alerts = async () => {
      const answer = await fetch(`${base}/api/v1/alerts`).catch(() => null);
      const body: unknown = answer?.ok === true ? await answer.json() : { data: { alerts: [] } };
      return alertsSchema
        .parse(body)
        .data.alerts.filter(({ state }) => state === 'firing')
        .map(({ labels }) => labels.alertname);
    };
    await expect.poll(alerts, { timeout: 25_000, interval: 500 }).toContain('BuildPanelDead');
    expect(await alerts()).not.toContain('RelayDown');
    const { token } = await relay.operator(['read']);
    const headers = { authorization: `Bearer ${token}` };
    const published = await (await fetch(`${relay.base}/metrics`, { headers })).text();
    const { panels } = dashboardSchema.parse(JSON.parse(readFileSync(DASHBOARD, 'utf8')));
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(expressions.length).toBeGreaterThan(15);
    for (const expr of expressions) {
      const url = `${base}/api/v1/query?query=${encodeURIComponent(expr)}`;
      expect((await fetch(url)).status, expr).toBe(200);
      const measured = expr.replaceAll(/\bby \([^)]*\)/g, '');
      for (const [name] of measured.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b(?=[{[)]|$)/g))
        expect(published, expr).toContain(name.replace(/_bucket$/, ''));
    }
  }, 60_000);
});
