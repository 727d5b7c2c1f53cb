import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  restaurantIdSchema,
  sessionIdSchema,
  stationIdSchema,
  utteranceIdSchema,
} from '../../../src/shared/ids.ts';
import { report } from '../../../src/relay/relayctl-report.ts';
import { reportOf, type UtteranceFact } from '../../../src/relay/report/kpis.ts';
import { csvOf } from '../../../src/relay/report/report-csv.ts';
import { weeksIn } from '../../../src/relay/report/week.ts';
import { UtteranceBook } from '../../../src/relay/store/utterance-log.ts';
import type { UtteranceRecord } from '../../../src/relay/utterance-record.ts';
import { describeWithEachStore } from './stores.ts';
import { RelayHarness, RESTAURANT_ID } from './relay-harness.ts';

const HERE = '01900000-0000-7000-8000-000000000001';
const MONDAY_MS = Date.UTC(2026, 10, 23, 18);
const restaurants = [{ restaurantId: HERE, name: 'Here', timeZone: 'America/Chicago' }];

function utterance(sessionId: string, how: Partial<UtteranceFact> = {}): UtteranceFact {
  const streamed = { arm: 'streaming', via: 'streaming', outcome: 'completed' };
  const rest = { fallbackReason: null, waitMs: 800, atMs: MONDAY_MS };
  return { restaurantId: HERE, sessionId, ...streamed, ...rest, ...how };
}

describe('the report of a week', () => {
  it('is what a person counts by hand', () => {
    const fellBack = { via: 'batch', fallbackReason: 'upstream-failed', waitMs: 2_000 };
    const order = (sessionId: string) => ({ restaurantId: HERE, sessionId, atMs: MONDAY_MS });
    const lines = reportOf({
      restaurants,
      utterances: [
        // Four guests were heard, one of them after a fallback; one was not; one drove away.
        utterance('a'),
        utterance('a', { waitMs: 1_000 }),
        utterance('b', fellBack),
        utterance('c', { waitMs: 600 }),
        utterance('d'),
        utterance('d', { outcome: 'failed', waitMs: null }),
        utterance('e', { outcome: 'abandoned', waitMs: null }),
      ],
      // a, b and d became orders; two more came by touch alone.
      orders: ['a', 'b', 'd', 'x', 'y'].map(order),
      ratings: [5, 4].map((score) => ({ restaurantId: HERE, score, atMs: MONDAY_MS })),
      supportCalls: [MONDAY_MS, MONDAY_MS + 1].map((atMs) => ({ restaurantId: HERE, atMs })),
    });
    expect(lines).toEqual([
      {
        restaurantId: HERE,
        restaurant: 'Here',
        week: '2026-W48',
        sessions: 5,
        orders: 5,
        utterances: 7,
        fallbacks: 1,
        sessionSuccess: 3 / 4,
        orderCompletion: 3 / 4,
        adoption: 3 / 5,
        satisfaction: 4.5,
        ratings: 2,
        supportCalls: 2,
        streamingP50Ms: 800,
        streamingP95Ms: 1_000,
        batchP50Ms: 2_000,
        batchP95Ms: 2_000,
      },
    ]);
  });

  it('counts in the restaurant’s own weeks, and says nothing where nothing was', () => {
    const weekIn = (timeZone: string, atMs: number) => weeksIn(timeZone)(atMs);
    // Sunday evening in Chicago is Monday in Kyiv.
    const atMs = Date.UTC(2026, 10, 23, 3);
    expect(weekIn('America/Chicago', atMs)).toBe('2026-W47');
    expect(weekIn('Europe/Kyiv', atMs)).toBe('2026-W48');
    expect(weekIn('No/Where', atMs)).toBe('2026-W48');
    expect(weekIn('UTC', Date.UTC(2027, 0, 1))).toBe('2026-W53');
    expect(weekIn('UTC', Date.UTC(2024, 11, 30))).toBe('2025-W01');
    const [line] = reportOf({
      restaurants,
      utterances: [utterance('a', { outcome: 'abandoned', waitMs: null })],
      orders: [],
      ratings: [],
      supportCalls: [],
    });
    expect(line).toMatchObject({ sessionSuccess: null, adoption: null, satisfaction: null });
  });

  it('is a table that no spreadsheet runs', () => {
    const facts = { utterances: [utterance('a')], orders: [], ratings: [], supportCalls: [] };
    const evil = [{ ...restaurants[0], restaurantId: HERE, timeZone: 'UTC', name: '=1+"1",x' }];
    const [head = '', row = ''] = csvOf(reportOf({ restaurants: evil, ...facts })).split('\r\n');
    expect(head.split(',')).toHaveLength(17);
    expect(row).toContain(`2026-W48,"'=1+""1"",x",${HERE},1,0,1,0,1,0,`);
  });
});

describeWithEachStore('the report of a running relay', (newStore) => {
  let relay: RelayHarness;

  beforeEach(async () => {
    relay = await RelayHarness.open(await newStore());
    await relay.start('http://127.0.0.1:9');
  });

  afterEach(() => relay.close());

  function record(how: Partial<UtteranceRecord> = {}): UtteranceRecord {
    return {
      utteranceId: utteranceIdSchema.parse(uuidv7()),
      sessionId: sessionIdSchema.parse(uuidv7()),
      stationId: stationIdSchema.parse(uuidv7()),
      restaurantId: restaurantIdSchema.parse(RESTAURANT_ID),
      arm: 'streaming',
      via: 'streaming',
      outcome: 'completed',
      fallbackReason: null,
      waitMs: 900,
      ...how,
    };
  }

  it('counts an utterance once, an answer before anything else, and shows it to operators only', async () => {
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const book = new UtteranceBook({ db: relay.db, onLost: quiet, wallMs: Date.now, log });
    const left = record({ outcome: 'abandoned', waitMs: null });
    for (const one of [left, record(), record()]) book.ended(one);
    await book.flush();
    book.ended({ ...left, via: 'batch', outcome: 'completed', fallbackReason: 'upstream-failed' });
    await book.flush();
    book.ended(left);
    await book.stop();
    const call = { db: relay.db, dataDir: relay.dataDir, options: {}, args: [] };
    expect((await report(call)).json).toMatchObject({
      report: [{ restaurant: 'Test Kitchen', utterances: 3, fallbacks: 1, sessionSuccess: 1 }],
    });
    expect((await fetch(`${relay.base}/operations`)).status).toBe(401);
    const { token } = await relay.operator(['read']);
    const headers = { authorization: `Basic ${Buffer.from(`me:${token}`).toString('base64')}` };
    const page = await fetch(`${relay.base}/operations`, { headers });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('NOTHING_REACHABLE');
    expect(html).toContain('Test Kitchen');
    const csv = await fetch(`${relay.base}/operations/report.csv`, { headers });
    expect(await csv.text()).toContain('Test Kitchen');
    const status = (await (
      await fetch(`${relay.base}/admin/status`, { headers })
    ).json()) as object;
    expect(status).toMatchObject({ pressure: 'calm', STREAMING_ROLLOUT_PERCENTAGE: 100 });
  });
});
