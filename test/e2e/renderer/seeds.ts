/** The screen's states to look at: snapshots as main would give them, by name. */
import { utteranceIdSchema } from '../../../src/shared/ids.ts';
import type {
  HeldTicket,
  LaneTicket,
  OrderCounts,
  OrderView,
  StationSnapshot,
} from '../../../src/shared/ipc/views.ts';
import type { Tender } from '../../../src/shared/order/order.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import { asking } from '../../../src/shared/order/question-text.ts';
import type { Translated } from '../../../src/shared/people/translated.ts';
import { DEFAULT_SCREEN } from '../../../src/shared/screen-setup.ts';
import { NO_TRAINING } from '../../../src/shared/training.ts';
import { adjustSeeds } from './adjust-seeds.ts';
import { amissSeeds } from './amiss-seeds.ts';
import { comboSeeds } from './combo-seeds.ts';
import {
  add,
  heard,
  heldOf,
  itemId,
  menu,
  newId,
  newTicket,
  newTicketIds,
  orderOf,
  selection,
  withCommands,
  withVoice,
} from './make-tickets.ts';
import {
  EARLIER_GUEST,
  LANE,
  SECOND_LANE,
  TALKING_LANES,
  THIS_GUEST,
  lane,
  online,
  said,
} from './seed-lanes.ts';
import { correctedTicket, muchMissed, someMissed } from './voice-seeds.ts';
import { bigMenu, longTicket } from './big-seeds.ts';
import { peopleSeeds } from './people-seeds.ts';
import { personTicket, troubledHealth } from './lane-seeds.ts';
import { noPrinters, printersInTrouble, printersReady } from './printing-seeds.ts';

const told = (text: string): Translated => ({ en: text, es: text });

function onLane(ticket: Ticket, laneId = LANE): LaneTicket {
  const open = { ...ticket, sessionId: THIS_GUEST };
  return {
    laneId,
    ticket: open,
    orderType: 'takeout',
    takenOver: false,
    canUndo: false,
    canRedo: false,
  };
}

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
      ...asking({ kind: 'which', names: ['Sweet Tea w. Lemon', 'Unsweet Tea w. Lemon'] }),
      itemIds: [itemId('Sweet Tea w. Lemon'), itemId('Unsweet Tea w. Lemon')],
      quantity: 1,
      candidates: [selection('Sweet Tea w. Lemon'), selection('Unsweet Tea w. Lemon')],
      words: 'and a tea',
    },
  ],
);

function snapshot(change: Partial<StationSnapshot> = {}): StationSnapshot {
  return {
    orderCounts: countsOf(change.orders ?? []),
    station: {
      name: 'Station 1',
      restaurantName: menu.restaurant.name,
      version: '0.1.0',
      electron: '45.4.1',
    },
    connection: online,
    lanes: [lane()],
    health: [],
    transcripts: [],
    tickets: [onLane(newTicket()), onLane(newTicket(), SECOND_LANE)],
    held: [],
    orders: [],
    spool: { waiting: 0, parked: 0, writable: true },
    missed: [],
    menu,
    menuSource: 'restaurant',
    notices: [],
    people: { hasManager: false, idleLockMinutes: 0 },
    soldOut: [],
    screen: DEFAULT_SCREEN,
    favourites: [],
    shift: { state: 'open', number: 12, openedAtMs: MORNING_MS },
    tipPercents: [15, 18, 20],
    training: NO_TRAINING,
    guestNotice: {},
    printing: noPrinters,
    ...change,
  };
}

const readyTicket = withCommands(
  newTicket(),
  add('Greek Salad', { options: ['Ranch'], modifiers: ['Add Chicken'] }),
  add('Lemonade', { quantity: 2 }),
);

const choiceOpenTicket = withCommands(newTicket(), add('Greek Salad'), add('Lemonade'));

const HEARD = utteranceIdSchema.parse(newId());
const MORNING_MS = Date.UTC(2026, 10, 24, 15, 4);

function held(label: string, minutesAgo: number, ticket: Ticket): HeldTicket {
  return heldOf({ ...ticket, ...newTicketIds() }, label, Date.now() - minutesAgo * 60_000);
}

function countsOf(orders: readonly OrderView[]): OrderCounts {
  const count = (is: (order: OrderView) => boolean) => orders.filter(is).length;
  return {
    waiting: count(({ delivery }) => delivery === 'waiting'),
    refused: count(({ delivery }) => delivery === 'refused'),
    unpaid: count(({ balance }) => balance.dueCents > 0),
  };
}

function ordered(count: number, tender: Tender, change: Partial<OrderView> = {}): OrderView {
  const placedAtMs = MORNING_MS + count * 240_000;
  const placed = orderOf(onLane(readyTicket), tender, count, placedAtMs);
  if (!placed.ok) throw new Error(placed.failure);
  return { ...placed.value, ...change };
}

const someOrders = [
  ordered(45, { kind: 'cash', tenderedCents: 5_000, tipCents: 0 }, { delivery: 'waiting' }),
  ordered(44, { kind: 'card-simulator', tipCents: 0 }, { delivery: 'waiting' }),
  ordered(
    43,
    { kind: 'pay-later' },
    {
      delivery: 'refused',
      refusal: told(
        'The prices are not those of the restaurant’s menu. It is kept here: tell the kitchen yourself, and whoever runs the relay.',
      ),
    },
  ),
  ordered(42, { kind: 'cash', tenderedCents: 2_400, tipCents: 0 }, { delivery: 'delivered' }),
];

export const seeds = {
  ...amissSeeds(snapshot),
  ...comboSeeds(snapshot, onLane),
  ...adjustSeeds(snapshot, onLane),
  ...peopleSeeds(
    snapshot,
    { ready: onLane(readyTicket), second: onLane(newTicket(), SECOND_LANE) },
    someOrders,
  ),
  printers: snapshot({
    tickets: [onLane(readyTicket)],
    orders: someOrders,
    printing: printersReady,
  }),
  'printers-in-trouble': snapshot({ orders: someOrders, printing: printersInTrouble }),
  ready: snapshot({ tickets: [onLane(readyTicket)] }),
  'choice-open': snapshot({ tickets: [onLane(choiceOpenTicket)] }),
  held: snapshot({
    held: [
      held('Maria, red jacket', 2, readyTicket),
      held('Getting cash', 14, readyTicket),
      held('A label that is as long as one may be!!', 75, readyTicket),
    ],
  }),
  orders: snapshot({
    orders: [
      ...someOrders,
      ...Array.from({ length: 36 }, (_, index) =>
        ordered(
          41 - index,
          { kind: 'cash', tenderedCents: 2_376, tipCents: 0 },
          { delivery: 'delivered' },
        ),
      ),
    ],
  }),
  'orders-waiting': snapshot({
    connection: { state: 'offline', reason: 'relay-away', retryInMs: 1_800 },
    lanes: [lane(), lane({ laneId: SECOND_LANE, name: 'Drive-thru' })],
    spool: { waiting: 3, parked: 0, writable: true },
    orders: someOrders,
  }),
  /** The restaurant has its guests told that they are recorded. */
  told: snapshot({
    people: { hasManager: true, idleLockMinutes: 0 },
    transcripts: [said({ text: 'two greek bowls no olives' }), said({ status: 'erased' })],
    guestNotice: {
      text: {
        en: 'This conversation is recorded to take your order.',
        es: 'Esta conversación se graba para tomar su pedido.',
      },
    },
  }),
  busy: snapshot({
    lanes: [lane({ state: 'hearing' })],
    transcripts: [
      said({ text: 'hi can i get two greek bowls no olives', became: 'suggestions' }),
      said({ text: 'uh summer salad with chicken and a tea', confidence: 0.52 }),
      said({ text: 'and could you make the lemonade', status: 'partial', revision: 2 }),
    ],
    tickets: [onLane(busyTicket)],
  }),
  empty: snapshot(),
  thinking: snapshot({
    lanes: [lane({ state: 'thinking' })],
    transcripts: [said({ text: 'two greek bowls and a lemonade', status: 'thinking' })],
  }),
  offline: snapshot({
    connection: { state: 'offline', reason: 'relay-away', retryInMs: 1_800 },
    spool: { waiting: 3, parked: 0, writable: true },
    transcripts: [
      said({ text: 'a lemonade please' }),
      said({ status: 'waiting' }),
      said({ status: 'waiting' }),
      said({ status: 'waiting' }),
    ],
    tickets: [onLane(withCommands(newTicket(), add('Lemonade')))],
  }),
  'catching-up': snapshot({
    connection: {
      state: 'online',
      verdict: 'WEBSOCKET_PROXY_INTEGRATION',
      streaming: true,
      weakLink: 'batch',
    },
    lanes: [lane(), lane({ laneId: SECOND_LANE, name: 'Drive-thru' })],
    tickets: [onLane(busyTicket)],
    transcripts: busyTicket.lines.flatMap(({ origin }) =>
      origin.by === 'voice'
        ? [said({ text: origin.words, utteranceId: origin.utteranceId, late: true })]
        : [],
    ),
    spool: {
      waiting: 14,
      parked: 2,
      writable: true,
      upload: {
        utteranceId: utteranceIdSchema.parse(newId()),
        laneId: SECOND_LANE,
        sentBytes: 14_336,
        totalBytes: 33_210,
      },
    },
    missed: someMissed,
  }),
  'two-lanes': snapshot({
    lanes: TALKING_LANES,
    spool: { waiting: 2, parked: 0, writable: true },
    transcripts: [said({ text: 'two sweet teas' })],
    tickets: [
      onLane(withCommands(newTicket(), add('Sweet Tea w. Lemon', { quantity: 2 }))),
      onLane(busyTicket, SECOND_LANE),
    ],
  }),
  /** A guest at the second lane asks for a person. */
  'lane-view': snapshot({
    lanes: [
      lane({ state: 'hearing' }),
      lane({ laneId: SECOND_LANE, name: 'Drive-thru', state: 'taken-over' }),
    ],
    health: troubledHealth,
    transcripts: [
      said({ text: 'hi can i get two greek bowls no olives', became: 'suggestions' }),
      said({ text: 'uh summer salad with chicken and a tea', confidence: 0.52 }),
      said({ text: 'and could you make the lemonade', status: 'partial', revision: 2 }),
      said({ laneId: SECOND_LANE, text: 'a team member please', became: 'suggestions' }),
    ],
    tickets: [onLane(busyTicket), { ...onLane(personTicket, SECOND_LANE), takenOver: true }],
  }),
  missed: snapshot({
    lanes: [
      lane({ playbackDevice: 'Headset 1' }),
      lane({ laneId: SECOND_LANE, name: 'Drive-thru', playbackDevice: 'Headset 1' }),
    ],
    spool: { waiting: 0, parked: 2, writable: true },
    missed: someMissed,
  }),
  'missed-long': snapshot({ missed: muchMissed }),
  replaying: snapshot({
    lanes: [lane({ state: 'idle', playbackDevice: 'Headset 1', replaying: HEARD })],
    transcripts: [
      said({ text: 'one summer salad no cheese', sessionId: EARLIER_GUEST, became: 'suggestions' }),
      said({ text: 'and a lemonade', sessionId: EARLIER_GUEST, became: 'missed', late: true }),
      said({ text: 'two greek bowls no olives', utteranceId: HEARD, became: 'suggestions' }),
      said({ text: 'do you take cards', became: 'words-only' }),
    ],
    tickets: [onLane(busyTicket)],
  }),
  corrected: snapshot({
    lanes: [lane({ playbackDevice: 'Headset 1' })],
    transcripts: [
      said({ text: 'make that three greek salads and cancel the lemonade', became: 'suggestions' }),
    ],
    tickets: [onLane(correctedTicket)],
  }),
  'taken-over': snapshot({
    lanes: [lane({ state: 'taken-over' })],
    transcripts: [
      said({ text: 'two greek bowls no olives', became: 'suggestions' }),
      said({ text: 'do you have anything without nuts', became: 'words-only' }),
    ],
    tickets: [{ ...onLane(busyTicket), takenOver: true }],
  }),
  long: snapshot({
    lanes: [lane({ state: 'listening' })],
    transcripts: Array.from({ length: 30 }, (_, index) =>
      said({
        text: `${index + 1}: and then I would like the grilled chicken salad with honey mustard and a side of fruit please`,
      }),
    ),
    tickets: [onLane(longTicket)],
  }),
  'big-menu': snapshot({ menu: bigMenu }),
  'other-menu': snapshot({ menu: bigMenu, tickets: [onLane(busyTicket)] }),
} satisfies Record<string, StationSnapshot>;

export type SeedName = keyof typeof seeds;
