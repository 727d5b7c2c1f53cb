import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SupportCalls } from '../../../src/main/support/support-calls.ts';
import { report } from '../../../src/relay/relayctl-report.ts';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import {
  supportCallAnswerSchema,
  type SupportCall,
} from '../../../src/shared/wire/support-call.ts';
import { RelayHarness } from './relay-harness.ts';
import type { Station } from './station-client.ts';
import { describeWithEachStore } from './stores.ts';

const LANE = laneIdSchema.parse('lane-1');

describeWithEachStore('“Something went wrong”', (newStore) => {
  let relay: RelayHarness;
  let station: Station;
  let folder: string;
  let nowMs: number;
  let isAway: boolean;

  beforeEach(async () => {
    relay = await RelayHarness.open(await newStore());
    await relay.start('http://127.0.0.1:9');
    station = await relay.station();
    folder = await mkdtemp(join(tmpdir(), 'support-calls-'));
    nowMs = Date.now();
    isAway = false;
  });
  afterEach(async () => {
    await relay.close();
    await rm(folder, { recursive: true });
  });

  const post = (call: SupportCall) =>
    fetch(`${relay.base}/v1/support-calls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(call),
    });
  const open = () =>
    SupportCalls.open({
      path: join(folder, 'support-calls.json'),
      send: async (call) => {
        if (isAway) return fail('relay-away');
        return ok(supportCallAnswerSchema.parse(await (await post(call)).json()));
      },
      newId: randomUUID,
      wallMs: () => nowMs,
    });
  const counted = async () => {
    const call = { db: relay.db, dataDir: relay.dataDir, options: {}, args: [] };
    const { json } = await report(call);
    return (json as { report: { supportCalls: number }[] }).report.map((line) => line.supportCalls);
  };

  it('is counted in the report of the week, two presses at once as one', async () => {
    const key = await open();
    await Promise.all([key.add(LANE), key.add(LANE)]);
    nowMs += 60_000;
    await key.add(LANE);
    await key.stop();
    key.deliver();
    await key.stop();
    expect(await counted()).toEqual([2]);
  });

  it('waits on the disk while the relay is away, also over a restart, and counts once', async () => {
    isAway = true;
    const before = await open();
    await before.add(LANE);
    await before.stop();
    expect(await counted()).toEqual([]);
    isAway = false;
    const after = await open();
    after.deliver();
    await after.stop();
    const again = await open();
    again.deliver();
    await again.stop();
    expect(await counted()).toEqual([1]);
  });

  it('is taken for the station’s own lanes alone', async () => {
    const call = {
      callId: randomUUID(),
      laneId: laneIdSchema.parse('lane-9'),
      madeAtMs: nowMs,
      sentAtMs: nowMs,
    };
    expect((await post(call)).status).toBe(403);
    expect(await counted()).toEqual([]);
  });
});
