import { describe, expect, it } from 'vitest';
import type { ConnectionView, WeakLink } from '../../../src/shared/ipc/views.ts';
import { createActions } from '../../../src/renderer/actions.ts';
import { connectionWords } from '../../../src/renderer/connection/connection-words.ts';
import {
  foremost,
  MAX_NOTICES,
  withNotice,
  withoutNotice,
} from '../../../src/renderer/notices/notice-list.ts';
import { createStore } from '../../../src/renderer/state/store.ts';
import { english } from '../../../src/renderer/words/english.ts';
import type { Notice } from '../../../src/shared/ipc/views.ts';
import { createFakePos } from '../../e2e/renderer/fake-pos.ts';
import { seeds } from '../../e2e/renderer/seeds.ts';

const say = (view: ConnectionView) => connectionWords(view, english.connection);

describe('the connection in words', () => {
  it('says when words come, and needs no help, while all is well', () => {
    const live = say({ state: 'online', verdict: 'WEBSOCKET_PROXY_INTEGRATION', streaming: true });
    expect(live).toMatchObject({ tone: 'good', detail: english.connection.wordsLive });
    expect(live.help).toBeUndefined();
    expect(
      say({ state: 'online', verdict: 'OPTIMIZED_BATCH_PROCESSING', streaming: false }).detail,
    ).toBe(english.connection.wordsAfter);
    expect(
      say({ state: 'online', verdict: 'WEBSOCKET_PROXY_INTEGRATION', streaming: false }).detail,
    ).toBe(english.connection.wordsAfter);
  });

  it('says how slow the line is, and asks for attention only when words come late', () => {
    const online = { verdict: 'WEBSOCKET_PROXY_INTEGRATION', streaming: true } as const;
    const over = (weakLink: WeakLink) => say({ state: 'online', ...online, weakLink });
    expect(over('medium')).toMatchObject({ tone: 'good', detail: 'slow line' });
    expect(over('low')).toMatchObject({ tone: 'amber', detail: 'slow line' });
    expect(over('low').help).toBeUndefined();
    expect(over('batch').help).toMatch(/after each sentence.*touch/i);
  });

  it('says that touch works and why, whatever is amiss', () => {
    const amiss: ConnectionView[] = [
      { state: 'connecting', attempt: 2 },
      { state: 'online', verdict: 'BATCH_PROCESSING_ONLY', streaming: false },
      { state: 'online', verdict: 'NOTHING_REACHABLE', streaming: false },
      ...(
        [
          'relay-away',
          'silent',
          'token-refused',
          'bad-protocol',
          'overloaded',
          'going-away',
        ] as const
      ).map((reason) => ({ state: 'offline' as const, reason, retryInMs: 500 })),
      { state: 'stopped', reason: 'revoked' },
      { state: 'stopped', reason: 'replaced' },
    ];
    for (const view of amiss) expect(say(view).help).toMatch(/touch/i);
  });

  it('counts seconds only when the next try is far', () => {
    expect(say({ state: 'offline', reason: 'relay-away', retryInMs: 800 }).help).toContain(
      english.connection.retrySoon,
    );
    expect(say({ state: 'offline', reason: 'going-away', retryInMs: 60_000 }).help).toContain(
      '60 s',
    );
  });
});

describe('notices', () => {
  const notice = (noticeId: string, kind: Notice['kind']): Notice => ({
    noticeId,
    kind,
    text: { en: noticeId, es: noticeId },
  });

  it('show the gravest first, of those the newest', () => {
    const all = [notice('a', 'problem'), notice('b', 'problem'), notice('c', 'information')];
    expect(foremost(all)?.noticeId).toBe('b');
    expect(foremost(withoutNotice(all, 'b'))?.noticeId).toBe('a');
    expect(foremost([])).toBeUndefined();
  });

  it('take the place of the one with the same id and stay bounded', () => {
    let all: readonly Notice[] = [];
    for (let index = 0; index < 100; index += 1) {
      all = withNotice(all, notice(String(index), 'warning'));
    }
    expect(all).toHaveLength(MAX_NOTICES);
    expect(withNotice(all, notice('99', 'problem'))).toHaveLength(MAX_NOTICES);
  });
});

describe('a refused action', () => {
  const [lane] = seeds.empty.lanes;
  if (lane === undefined) throw new Error('The empty seed has a lane');

  it('becomes a notice in words, once for each kind of refusal', async () => {
    const notices = createStore<readonly Notice[]>([]);
    const actions = createActions(createFakePos(seeds['no-lane']), notices, english);
    actions.command(lane.laneId, { kind: 'clear' });
    actions.command(lane.laneId, { kind: 'clear' });
    await new Promise((later) => setTimeout(later, 0));
    expect(notices.get().map(({ text }) => text.en)).toEqual([english.failures['unknown-lane']]);
  });

  it('keeps the commands after it from being sent', async () => {
    const pos = createFakePos(seeds.empty);
    const actions = createActions(pos, createStore<readonly Notice[]>([]), english);
    actions.command(
      lane.laneId,
      { kind: 'answer-question', questionId: 'none', answerId: 'none' },
      { kind: 'clear' },
    );
    await new Promise((later) => setTimeout(later, 0));
    expect(pos.asked).toHaveLength(1);
  });

  it('of a broken bridge is said too', async () => {
    const notices = createStore<readonly Notice[]>([]);
    const pos = {
      ...createFakePos(seeds.empty),
      enrol: () => Promise.reject(new Error('gone')),
    };
    const failure = await createActions(pos, notices, english).enrol('CODE');
    expect(failure).toBe(english.failures.internal);
  });
});
