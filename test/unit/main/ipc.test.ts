import { expect, test } from 'vitest';
import {
  answerCalls,
  answerKitchenCalls,
  type Handlers,
} from '../../../src/main/ipc/answer-calls.ts';
import { bindIpc, type Asker } from '../../../src/main/ipc/bind-ipc.ts';
import { createPusher } from '../../../src/main/ipc/pusher.ts';
import { CALLS } from '../../../src/shared/ipc/channels.ts';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import { fail, ok } from '../../../src/shared/result.ts';

const ORIGIN = 'app://station';
const PAGE: Asker = { origin: ORIGIN, url: `${ORIGIN}/index.html`, parent: null };
const KITCHEN_PAGE: Asker = { ...PAGE, url: `${ORIGIN}/kitchen.html` };
const notCalled = () => {
  throw new Error('a bug');
};

function answers(change: Partial<Handlers> = {}) {
  const told: string[] = [];
  const notOne = Object.fromEntries(CALLS.map((name) => [name, notCalled]));
  const handlers = { ...notOne, ...change } as Handlers;
  const answer = answerCalls(() => handlers, {
    origin: ORIGIN,
    onBug: (name) => told.push(`bug ${name}`),
    onRefused: (name, why) => told.push(`${why} ${name}`),
  });
  return { answer, told };
}

test('a call of our page is parsed and answered', async () => {
  const { answer } = answers({
    setMuted: ({ muted }) => (muted ? ok(undefined) : fail('unknown-lane')),
  });
  const mute = (muted: unknown) => answer('setMuted', PAGE, { laneId: 'lane-1', muted });
  expect(await mute(true)).toEqual({ ok: true, value: undefined });
  expect(await mute(false)).toEqual({ ok: false, failure: 'unknown-lane' });
});

test.each([
  ['another origin', { ...PAGE, origin: 'https://evil.example' }],
  ['a frame inside the page', { ...PAGE, parent: {} }],
  ['the kitchen’s page', KITCHEN_PAGE],
  ['a page without an address', { ...PAGE, url: '' }],
  ['a frame that is gone', null],
])('%s is not heard', async (_who, asker) => {
  const { answer, told } = answers({ setMuted: () => ok(undefined) });
  const refused = await answer('setMuted', asker, { laneId: 'lane-1', muted: true });
  expect(refused).toEqual({ ok: false, failure: 'bad-request' });
  expect(told).toEqual(['stranger setMuted']);
});

test('the kitchen’s calls are answered to its own page alone', async () => {
  const told: string[] = [];
  const handlers = {
    getKitchen: notCalled,
    moveOrder: notCalled,
    setOpensAtStart: () => ok(undefined),
  };
  const answer = answerKitchenCalls(handlers, {
    origin: ORIGIN,
    onBug: (name) => told.push(`bug ${name}`),
    onRefused: (name, why) => told.push(`${why} ${name}`),
  });
  const set = (asker: Asker, opensAtStart: unknown) =>
    answer('setOpensAtStart', asker, { opensAtStart });
  expect(await set(KITCHEN_PAGE, true)).toEqual(ok(undefined));
  expect(await set(PAGE, true)).toEqual(fail('bad-request'));
  expect(await set(KITCHEN_PAGE, 'yes')).toEqual(fail('bad-request'));
  expect(told).toEqual(['stranger setOpensAtStart', 'bad-request setOpensAtStart']);
});

test('a request that the schema refuses never reaches the handler', async () => {
  const { answer, told } = answers();
  const refused = await answer('setMuted', PAGE, { laneId: 'LANE 1', muted: 'yes' });
  expect(refused).toEqual({ ok: false, failure: 'bad-request' });
  expect(told).toEqual(['bad-request setMuted']);
});

test('a bug in a handler is answered as internal and told', async () => {
  const { answer, told } = answers();
  expect(await answer('getSnapshot', PAGE, undefined)).toEqual({ ok: false, failure: 'internal' });
  expect(told).toEqual(['bug getSnapshot']);
});

test('every call is bound, waits for the station, and is internal when the station can not start', async () => {
  const bound = new Map<
    string,
    (event: { senderFrame: Asker }, request: unknown) => Promise<unknown>
  >();
  const ipc = {
    handle: (
      name: string,
      listener: (event: { senderFrame: Asker }, request: unknown) => Promise<unknown>,
    ) => void bound.set(name, listener),
  };
  bindIpc(ipc, CALLS, Promise.reject(new Error('no station')));
  expect([...bound.keys()]).toEqual([...CALLS]);
  const answered = await bound.get('getSnapshot')?.({ senderFrame: PAGE }, undefined);
  expect(answered).toEqual({ ok: false, failure: 'internal' });

  bindIpc(
    ipc,
    CALLS,
    Promise.resolve((name) => Promise.resolve(ok(name))),
  );
  const later = await bound.get('getSnapshot')?.({ senderFrame: PAGE }, undefined);
  expect(later).toEqual({ ok: true, value: 'getSnapshot' });
});

function pusherWithClock() {
  const sent: [string, unknown][] = [];
  let waiting: (() => void)[] = [];
  const pusher = createPusher({
    send: (name, payload) => sent.push([name, payload]),
    after: (_delayMs, run) => {
      waiting.push(run);
      return () => {
        waiting = waiting.filter((one) => one !== run);
      };
    },
  });
  const pass = () => {
    const due = waiting;
    waiting = [];
    for (const run of due) run();
  };
  return { pusher, sent, pass, waiting: () => waiting.length };
}

const level = (lane: string, rmsDbfs: number) => ({
  laneId: laneIdSchema.parse(lane),
  rmsDbfs,
  peakDbfs: rmsDbfs,
  clipping: false,
  speaking: false,
});

test('levels go out at once, then only the newest of an interval, lane by lane', () => {
  const { pusher, sent, pass, waiting } = pusherWithClock();
  for (const rms of [-50, -40, -30]) pusher.push('onLevel', level('lane-1', rms));
  pusher.push('onLevel', level('lane-2', -20));
  expect(sent.map(([, payload]) => payload)).toEqual([level('lane-1', -50), level('lane-2', -20)]);
  pass();
  expect(sent.slice(2)).toEqual([['onLevel', level('lane-1', -30)]]);
  pass();
  pass();
  expect(sent).toHaveLength(3);
  expect(waiting()).toBe(0);
});

test('notices are never left out, and nothing is sent after the stop', () => {
  const { pusher, sent, pass } = pusherWithClock();
  for (const noticeId of ['1', '2', '3']) {
    pusher.push('onNotice', { noticeId, kind: 'information', text: { en: 'same', es: 'igual' } });
  }
  expect(sent).toHaveLength(3);
  pusher.push('onLevel', level('lane-1', -50));
  pusher.push('onLevel', level('lane-1', -40));
  pusher.stop();
  pass();
  expect(sent).toHaveLength(4);
});
