import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { restaurantIdSchema, stationIdSchema } from '../../../src/shared/ids.ts';
import { enrolmentCodeHash } from '../../../src/relay/identity/enrolment-code.ts';
import { advanceRollout, killStreaming, setFlags } from '../../../src/relay/relayctl-flags.ts';
import { openDatabase } from '../../../src/relay/store/database.ts';
import { Stations } from '../../../src/relay/store/stations.ts';
import { armOf, GLOBAL_SCOPE } from '../../../src/relay/streaming-flags.ts';
import { describeWithEachStore } from './stores.ts';
import { RelayHarness, RESTAURANT_ID } from './relay-harness.ts';
import { ScriptedBuildPanel } from './scripted-buildpanel.ts';
import { newUtterance, type Line } from './station-client.ts';

const BY_HAND = { actor: 'relayctl', reason: 'a test' };
const restaurantId = restaurantIdSchema.parse(RESTAURANT_ID);

describeWithEachStore('a rollout of streaming', (newStore) => {
  let buildPanel: ScriptedBuildPanel;
  let relay: RelayHarness;
  let url: string;

  beforeEach(async () => {
    buildPanel = new ScriptedBuildPanel();
    url = await buildPanel.start();
    relay = await RelayHarness.open(await newStore());
  });

  afterEach(async () => {
    await relay.close();
    await buildPanel.stop();
  });

  async function startStreaming(settings: Record<string, unknown> = {}): Promise<void> {
    await relay.start(url, settings);
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
  }

  /** How an utterance of ten frames went. */
  async function speak(line: Line, streamNumber: number): Promise<'streaming' | 'batch'> {
    const spoken = newUtterance();
    const isOfIt = (message: { utteranceId: string }) => message.utteranceId === spoken.utteranceId;
    line.start(spoken, { streamNumber });
    line.frames(0, 10, { streamNumber });
    line.end(spoken, 10, { streamNumber });
    return Promise.race([
      line
        .next('streaming_complete', ({ result }) => isOfIt(result))
        .then(() => 'streaming' as const),
      line.next('upload_wanted', isOfIt).then(() => 'batch' as const),
    ]);
  }

  it('of 25 % means a quarter of 1,000 stations, the same ones after a restart', async () => {
    if (relay.server === undefined) await sql`pragma synchronous = off`.execute(relay.db);
    const streaming = async (stations: Stations) =>
      (await stations.all())
        .filter(
          ({ rolloutBucket }) =>
            armOf(
              { isStreamingEnabled: true, rolloutPercentage: 25, fallsBackOnError: true },
              rolloutBucket,
            ) === 'streaming',
        )
        .map(({ stationId }) => stationId);
    for (let count = 0; count < 1_000; count += 1) {
      const code = await relay.code();
      const stationId = stationIdSchema.parse(uuidv7());
      const publicKey = { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43) } as const;
      const station = { stationId, name: `Till ${count}`, publicKey };
      await relay.stations.redeem(enrolmentCodeHash(code), station, Date.now());
    }
    const chosen = await streaming(relay.stations);
    expect(chosen.length).toBeGreaterThanOrEqual(230);
    expect(chosen.length).toBeLessThanOrEqual(270);
    const reopened = await openDatabase(relay.dataDir, relay.server);
    expect(await streaming(new Stations(reopened))).toEqual(chosen);
    await reopened.destroy();
  });

  it('asks those whole that are not in it, and the running relay says so', async () => {
    await startStreaming({ rolloutPercentage: 25 });
    const stations = await Promise.all(Array.from({ length: 8 }, () => relay.station()));
    const told = await Promise.all(
      stations.map(async (station) => {
        const config = (await (await station.get('/v1/config')).json()) as {
          streaming: { enabled: boolean };
        };
        const line = await station.connect();
        return [config.streaming.enabled ? 'streaming' : 'batch', await speak(line, 1)];
      }),
    );
    for (const [promised, kept] of told) expect(kept).toBe(promised);
    await relay.stopRelay();
    const rows = await relay.db
      .selectFrom('utterances')
      .select(['arm', 'via', 'outcome'])
      .execute();
    expect(rows).toHaveLength(8);
    for (const { arm, via, outcome } of rows) {
      expect(via).toBe(arm);
      expect(outcome).toBe(arm === 'streaming' ? 'completed' : 'abandoned');
    }
  });

  it('is set, advanced and ended by relayctl, which refuses what is no flag', async () => {
    const ctl = (command: typeof setFlags, ...args: string[]) =>
      command({ db: relay.db, dataDir: relay.dataDir, options: { reason: 'a good week' }, args });
    const here = {
      db: relay.db,
      dataDir: relay.dataDir,
      options: { restaurant: RESTAURANT_ID },
      args: [],
    };
    await expect(ctl(advanceRollout)).rejects.toThrow(/begin with flags set/);
    await ctl(setFlags, 'STREAMING_ROLLOUT_PERCENTAGE=5', 'FALLBACK_TO_BATCH_ON_ERROR=true');
    await ctl(advanceRollout);
    await killStreaming(here);
    const { json } = await ctl(setFlags, 'FALLBACK_TO_BATCH_ON_ERROR');
    expect(json).toMatchObject({
      flags: [
        { scope: RESTAURANT_ID, ENABLE_REALTIME_STREAMING: false, reason: 'kill switch' },
        {
          scope: GLOBAL_SCOPE,
          STREAMING_ROLLOUT_PERCENTAGE: 25,
          FALLBACK_TO_BATCH_ON_ERROR: null,
          reason: 'a good week',
        },
      ],
    });
    for (const wrong of ['STREAMING_ROLLOUT_PERCENTAGE=101', 'STREAMING=true', 'STREAMING'])
      await expect(ctl(setFlags, wrong)).rejects.toThrow(/is no flag/);
  });

  it('ends within two seconds of the kill switch, for an utterance under way too', async () => {
    await startStreaming();
    const line = await (await relay.station()).connect();
    const spoken = newUtterance();
    line.start(spoken);
    await line.next('streaming_session_started', ({ buildPanelConnected }) => buildPanelConnected);
    line.frames(0, 10);
    const killedAtMs = performance.now();
    await relay.flags.set(GLOBAL_SCOPE, { isStreamingEnabled: false }, BY_HAND, Date.now());
    expect((await line.next('upload_wanted')).reason).toBe('streaming-switched-off');
    expect(performance.now() - killedAtMs).toBeLessThan(2_000);
    await line.next('config_changed');
    expect(await speak(line, 2)).toBe('batch');
    await relay.flags.set(GLOBAL_SCOPE, { isStreamingEnabled: null }, BY_HAND, Date.now());
    await expect.poll(() => relay.metric('streaming_rollout_percentage')).toBe(100);
    expect(await speak(line, 3)).toBe('streaming');
  });

  it('is a restaurant’s own where that has one', async () => {
    await startStreaming();
    const line = await (await relay.station()).connect();
    await relay.flags.set(restaurantId, { rolloutPercentage: 0 }, BY_HAND, Date.now());
    await line.next('config_changed');
    expect(await speak(line, 1)).toBe('batch');
  });

  it('falls back on error or not, as the flag says at that moment', async () => {
    await startStreaming();
    const line = await (await relay.station()).connect();
    await relay.flags.set(restaurantId, { fallsBackOnError: false }, BY_HAND, Date.now());
    await line.next('config_changed');
    buildPanel.script.cutGuestsAfterBytes = 5 * 640;
    line.start(newUtterance());
    line.frames(0, 20);
    expect((await line.next('streaming_error')).fallbackToBatch).toBe(false);
  });

  it('steps back by itself, with the reason, when its arm is not good enough', async () => {
    await startStreaming();
    const line = await (await relay.station()).connect();
    const ways = [];
    for (let count = 0; count < 20; count += 1) {
      buildPanel.script.cutGuestsAfterBytes = count % 2 === 0 ? 5 * 640 : null;
      ways.push(await speak(line, count + 1));
    }
    expect(ways.filter((way) => way === 'batch')).toHaveLength(10);
    await expect.poll(() => relay.metric('streaming_rollout_percentage')).toBe(50);
    expect(await relay.metric('streaming_rollout_step_backs_total')).toBe(1);
    expect(await relay.flags.all()).toMatchObject([
      {
        scope: GLOBAL_SCOPE,
        settings: { rolloutPercentage: 50 },
        reason: '10 of the last 20 streams were answered, fewer than 90 %',
      },
    ]);
    const audit = await relay.db
      .selectFrom('audit')
      .select(['actor', 'detail'])
      .where('action', '=', 'flags-changed')
      .execute();
    expect(audit).toEqual([
      { actor: 'rollout', detail: expect.stringContaining('rolloutPercentage=50') as string },
    ]);
  });
});
