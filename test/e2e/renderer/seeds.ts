/** The screen's states to look at: snapshots as main would give them, by name. */
import demoMenu from '../../../resources/demo-menu.json' with { type: 'json' };
import {
  laneIdSchema,
  sessionIdSchema,
  ticketIdSchema,
  utteranceIdSchema,
} from '../../../src/shared/ids.ts';
import type { LaneView, StationSnapshot, TranscriptEntry } from '../../../src/shared/ipc/views.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { applyVoice } from '../../../src/shared/order/apply-voice.ts';
import { emptyTicket, reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import type { TicketCommand } from '../../../src/shared/order/ticket-command.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import type { VoiceEdit, VoiceQuestion } from '../../../src/shared/order/voice-edit.ts';

const imported = importMenu(demoMenu);
if (!imported.ok) throw new Error(imported.failure.text);
export const menu: Menu = imported.value;

export const newId = (): string => crypto.randomUUID();

const LANE = laneIdSchema.parse('counter-1');
const SECOND_LANE = laneIdSchema.parse('drive-thru');

function lane(change: Partial<LaneView> = {}): LaneView {
  return {
    laneId: LANE,
    name: 'Counter 1',
    state: 'listening',
    mode: 'hands-free',
    muted: false,
    device: { state: 'open', name: 'Headset 1' },
    listeningGaps: { count: 0, totalMs: 0 },
    wordsAvailable: true,
    ...change,
  };
}

function said(change: Partial<TranscriptEntry>): TranscriptEntry {
  return {
    laneId: LANE,
    utteranceId: utteranceIdSchema.parse(newId()),
    text: '',
    confidence: 0.93,
    status: 'final',
    late: false,
    partials: 3,
    revision: 4,
    gapMs: 0,
    times: { speechStartedAtUs: 1_000_000 },
    ...change,
  };
}

export function newTicket(): Ticket {
  const ids = {
    ticketId: ticketIdSchema.parse(newId()),
    sessionId: sessionIdSchema.parse(newId()),
  };
  return emptyTicket(ids, menu);
}

function itemId(name: string): string {
  const item = menu.items.find((known) => known.name === name);
  if (item === undefined) throw new Error(`No ${name} on the menu`);
  return item.id;
}

type Pick = { quantity?: number; modifiers?: string[]; options?: string[]; note?: string };

function selection(name: string, { quantity = 1, modifiers = [], options = [], note }: Pick = {}) {
  const id = itemId(name);
  const item = menu.items.find((known) => known.id === id);
  const choices = menu.choices.filter((choice) => item?.choiceIds.includes(choice.id));
  return {
    itemId: id,
    quantity,
    modifierIds: modifiers.flatMap(
      (wanted) =>
        menu.modifiers.find((one) => one.name === wanted && item?.modifierIds.includes(one.id))
          ?.id ?? [],
    ),
    choices: options.flatMap((wanted) =>
      choices.flatMap((choice) => {
        const option = choice.options.find((one) => one.name === wanted);
        return option === undefined ? [] : [{ choiceId: choice.id, optionId: option.id }];
      }),
    ),
    ...(note !== undefined && { note }),
  };
}

function withCommands(ticket: Ticket, ...commands: TicketCommand[]): Ticket {
  return commands.reduce((now, command) => {
    const next = reduceTicket(now, command, { menu, newId });
    if (!next.ok) throw new Error(next.failure.code);
    return next.value;
  }, ticket);
}

function withVoice(ticket: Ticket, edits: VoiceEdit[], questions: VoiceQuestion[] = []): Ticket {
  const utteranceId = utteranceIdSchema.parse(newId());
  return applyVoice(ticket, { utteranceId, edits, questions }, { menu, newId });
}

const add = (name: string, pick?: Pick): TicketCommand => ({
  kind: 'add-item',
  selection: selection(name, pick),
});

const heard = (words: string, confidence: number, name: string, pick?: Pick): VoiceEdit => ({
  kind: 'add',
  words,
  confidence,
  selection: selection(name, pick),
});

const busyTicket = withVoice(
  withCommands(newTicket(), add('Sweet Tea w. Lemon', { quantity: 2 })),
  [
    heard('two greek bowls no olives', 0.95, 'Greek Bowl', {
      quantity: 2,
      modifiers: ['No Olives'],
    }),
    heard('uh summer salad with chicken', 0.62, 'Summer Salad', { modifiers: ['Add Chicken'] }),
  ],
  [
    {
      kind: 'which-item',
      text: 'Which tea: sweet or unsweet?',
      itemIds: [itemId('Sweet Tea w. Lemon'), itemId('Unsweet Tea w. Lemon')],
      quantity: 1,
      candidates: [selection('Sweet Tea w. Lemon'), selection('Unsweet Tea w. Lemon')],
      words: 'and a tea',
    },
  ],
);

const online = {
  state: 'online',
  verdict: 'WEBSOCKET_PROXY_INTEGRATION',
  streaming: true,
  rttMs: 18,
} as const;

function snapshot(change: Partial<StationSnapshot> = {}): StationSnapshot {
  return {
    station: {
      name: 'Station 1',
      restaurantName: menu.restaurant.name,
      version: '0.1.0',
      electron: '45.4.1',
    },
    connection: online,
    lanes: [lane()],
    transcripts: [],
    tickets: [
      { laneId: LANE, ticket: newTicket() },
      { laneId: SECOND_LANE, ticket: newTicket() },
    ],
    spool: { waiting: 0, parked: 0, writable: true },
    menu,
    menuSource: 'restaurant',
    notices: [],
    ...change,
  };
}

const longTicket = withCommands(
  withVoice(
    withCommands(
      newTicket(),
      ...menu.items
        .filter(({ choiceIds }) => choiceIds.length === 0)
        .slice(0, 12)
        .map((item, index) => add(item.name, { quantity: (index % 3) + 1 })),
    ),
    [],
    [
      {
        kind: 'ask-a-person',
        text: '18,000 × Lemonade? A person should check this.',
        itemIds: [itemId('Lemonade')],
      },
    ],
  ),
  add('Greek Salad', {
    options: ['Ranch'],
    note: 'No nuts at all, allergy',
    modifiers: ['Add Salmon'],
  }),
);

const bigMenu: Menu = {
  ...menu,
  version: 'big',
  categories: Array.from({ length: 20 }, (_, index) => ({
    id: `c${index}`,
    name: `Category ${index + 1}`,
    displayOrder: index,
  })),
  items: Array.from({ length: 1_000 }, (_, index) => ({
    id: `i${index}`,
    name: `Dish number ${index + 1} of the house`,
    categoryId: `c${index % 20}`,
    priceCents: 100 + index,
    aliases: [`number ${index + 1}`],
    dietary: [],
    allergens: [],
    prepMinutes: 5,
    modifierIds: [],
    choiceIds: [],
  })),
};

export const seeds = {
  busy: snapshot({
    lanes: [lane({ state: 'hearing' })],
    transcripts: [
      said({ text: 'hi can i get two greek bowls no olives' }),
      said({ text: 'uh summer salad with chicken and a tea', confidence: 0.52 }),
      said({ text: 'and could you make the lemonade', status: 'partial', revision: 2 }),
    ],
    tickets: [{ laneId: LANE, ticket: busyTicket }],
  }),
  empty: snapshot(),
  thinking: snapshot({
    lanes: [lane({ state: 'thinking' })],
    transcripts: [said({ text: 'two greek bowls and a lemonade', status: 'thinking' })],
  }),
  connecting: snapshot({ connection: { state: 'connecting', attempt: 3 } }),
  offline: snapshot({
    connection: { state: 'offline', reason: 'relay-away', retryInMs: 1_800 },
    spool: { waiting: 3, parked: 0, writable: true },
    transcripts: [
      said({ text: 'a lemonade please' }),
      said({ status: 'waiting' }),
      said({ status: 'waiting' }),
      said({ status: 'waiting' }),
    ],
    tickets: [{ laneId: LANE, ticket: withCommands(newTicket(), add('Lemonade')) }],
  }),
  'no-words': snapshot({
    connection: { state: 'online', verdict: 'BATCH_PROCESSING_ONLY', streaming: false },
    lanes: [lane({ state: 'speaking', wordsAvailable: false })],
    transcripts: [said({ status: 'words-not-available' })],
  }),
  'speech-away': snapshot({
    connection: { state: 'online', verdict: 'NOTHING_REACHABLE', streaming: false },
    spool: { waiting: 1, parked: 2, writable: true },
    transcripts: [said({ status: 'waiting' }), said({ status: 'parked' })],
  }),
  'no-microphone': snapshot({
    lanes: [
      lane({
        state: 'idle',
        device: { state: 'absent', name: 'Plantronics Savi 8245', failure: 'no-such-device' },
      }),
    ],
  }),
  'not-enrolled': snapshot({
    connection: { state: 'not-enrolled' },
    menuSource: 'demo',
    lanes: [lane()],
  }),
  'not-enrolled-no-lane': snapshot({
    station: { name: 'Station 1', version: '0.1.0', electron: '45.4.1' },
    connection: { state: 'not-enrolled' },
    menuSource: 'demo',
    lanes: [],
    tickets: [],
  }),
  'no-lane': snapshot({ lanes: [], tickets: [] }),
  'no-microphone-chosen': snapshot({
    lanes: [
      lane({ state: 'idle', device: { state: 'absent', name: '', failure: 'no-such-device' } }),
    ],
  }),
  revoked: snapshot({ connection: { state: 'stopped', reason: 'revoked' } }),
  'two-lanes': snapshot({
    lanes: [
      lane({ mode: 'push-to-talk', state: 'idle' }),
      lane({ laneId: SECOND_LANE, name: 'Drive-thru', state: 'hearing' }),
    ],
    spool: { waiting: 2, parked: 0, writable: true },
    transcripts: [said({ text: 'two sweet teas' })],
    tickets: [
      {
        laneId: LANE,
        ticket: withCommands(newTicket(), add('Sweet Tea w. Lemon', { quantity: 2 })),
      },
      { laneId: SECOND_LANE, ticket: busyTicket },
    ],
  }),
  'much-amiss': snapshot({
    connection: { state: 'offline', reason: 'overloaded', retryInMs: 12_000 },
    lanes: [
      lane({
        state: 'idle',
        device: { state: 'failing', name: 'Headset 1', failure: 'silent-device' },
        listeningGaps: { count: 2, totalMs: 430 },
      }),
    ],
    spool: { waiting: 128, parked: 4, writable: false },
    menuSource: 'demo',
    notices: [
      { noticeId: '1', kind: 'information', text: 'The menu was updated.' },
      {
        noticeId: '2',
        kind: 'problem',
        text: 'Settings could not be read and were set aside. The station runs with its usual settings; check the lanes.',
      },
    ],
  }),
  trouble: snapshot({
    lanes: [lane({ state: 'idle', muted: true, listeningGaps: { count: 1, totalMs: 400 } })],
    transcripts: [
      said({ text: 'one summer sampler to start', late: true }),
      said({ status: 'nothing-heard' }),
      said({ text: 'the the peach salad maybe', confidence: 0.4, gapMs: 320 }),
      said({ status: 'hearing', revision: 1 }),
    ],
  }),
  'taken-over': snapshot({ lanes: [lane({ state: 'taken-over' })] }),
  long: snapshot({
    lanes: [lane({ state: 'listening' })],
    transcripts: Array.from({ length: 30 }, (_, index) =>
      said({
        text: `${index + 1}: and then I would like the grilled chicken salad with honey mustard and a side of fruit please`,
      }),
    ),
    tickets: [{ laneId: LANE, ticket: longTicket }],
  }),
  'big-menu': snapshot({ menu: bigMenu }),
  'other-menu': snapshot({ menu: bigMenu, tickets: [{ laneId: LANE, ticket: busyTicket }] }),
} satisfies Record<string, StationSnapshot>;

export type SeedName = keyof typeof seeds;
