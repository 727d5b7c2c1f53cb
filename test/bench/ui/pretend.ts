/** What main would push, made up: words of guests who don't speak, and what comes of them on the screen. */
import { randomUUID } from 'node:crypto';
import {
  laneIdSchema,
  utteranceIdSchema,
  type SessionId,
  type UtteranceId,
} from '../../../src/shared/ids.ts';
import type { PushName } from '../../../src/shared/ipc/channels.ts';
import type { PushPayload } from '../../../src/shared/ipc/contract.ts';
import type { LaneTicket, LaneView, TranscriptEntry } from '../../../src/shared/ipc/views.ts';
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { applyVoice } from '../../../src/shared/order/apply-voice.ts';
import { LANE } from '../../support/station.ts';

export const BENCH_LANE = laneIdSchema.parse(LANE);

export type Push = {
  readonly [Name in PushName]: { readonly name: Name; readonly payload: PushPayload<Name> };
}[PushName];

export const newUtteranceId = (): UtteranceId => utteranceIdSchema.parse(randomUUID());

export function entryOf(
  change: Pick<TranscriptEntry, 'utteranceId' | 'sessionId' | 'text' | 'status' | 'revision'>,
): TranscriptEntry {
  return {
    laneId: BENCH_LANE,
    confidence: 0.9,
    late: false,
    partials: change.revision,
    gapMs: 0,
    times: { speechStartedAtUs: 0 },
    ...change,
  };
}

/** One sentence as the screen sees it: the lane hears, the level moves, partials grow, the final stays. */
export function sentence(lane: LaneView, sessionId: SessionId, text: string): readonly Push[] {
  const utteranceId = newUtteranceId();
  const words = text.split(' ');
  const said = words.flatMap((_, index): Push[] => [
    {
      name: 'onLevel',
      payload: {
        laneId: BENCH_LANE,
        rmsDbfs: -40 + index,
        peakDbfs: -20 + index,
        clipping: false,
        speaking: true,
      },
    },
    {
      name: 'onTranscript',
      payload: entryOf({
        utteranceId,
        sessionId,
        text: words.slice(0, index + 1).join(' '),
        status: 'partial',
        revision: index + 1,
      }),
    },
  ]);
  const entry = { utteranceId, sessionId, text, revision: words.length + 1 };
  return [
    { name: 'onLane', payload: { ...lane, state: 'hearing' } },
    {
      name: 'onTranscript',
      payload: entryOf({ ...entry, text: '', status: 'hearing', revision: 0 }),
    },
    ...said,
    { name: 'onLane', payload: { ...lane, state: 'thinking' } },
    { name: 'onTranscript', payload: entryOf({ ...entry, status: 'thinking' }) },
    {
      name: 'onTranscript',
      payload: entryOf({ ...entry, status: 'final', revision: words.length + 2 }),
    },
    { name: 'onLane', payload: lane },
  ];
}

/** The ticket with suggestions for these items, and as it was before them. */
export function suggestions(
  open: LaneTicket,
  menu: Menu,
  itemIds: readonly string[],
): readonly Push[] {
  const edits = itemIds.map((itemId, index) => ({
    kind: 'add' as const,
    words: 'as it was said',
    confidence: index === 0 ? 0.95 : 0.7,
    selection: { itemId, quantity: 1 + index, modifierIds: [], choices: [] },
  }));
  const proposal = { utteranceId: newUtteranceId(), edits, questions: [] };
  const ticket = applyVoice(open.ticket, proposal, { menu, newId: randomUUID });
  return [
    { name: 'onTicket', payload: { ...open, ticket } },
    { name: 'onTicket', payload: open },
  ];
}

/** The line to the relay is lost with orders on disk, and comes back. */
export const LOST_AND_FOUND: readonly Push[] = [
  { name: 'onConnection', payload: { state: 'offline', reason: 'relay-away', retryInMs: 1_000 } },
  { name: 'onSpool', payload: { waiting: 2, parked: 0, writable: true } },
  { name: 'onConnection', payload: { state: 'connecting', attempt: 1 } },
  { name: 'onSpool', payload: { waiting: 0, parked: 0, writable: true } },
  {
    name: 'onConnection',
    payload: {
      state: 'online',
      verdict: 'WEBSOCKET_PROXY_INTEGRATION',
      streaming: true,
      rttMs: 20,
    },
  },
];

export const noticeOf = (text: string): Push => ({
  name: 'onNotice',
  payload: { noticeId: randomUUID(), kind: 'warning', text: { en: text, es: text } },
});
