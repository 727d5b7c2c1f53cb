/** The card terminal: however it answers, and whenever the till dies, a guest pays once. */
import { expect, test, vi } from 'vitest';
import { AMOUNTS_THAT_FAIL, SimulatedTerminal } from '../../../src/main/card/simulated-terminal.ts';
import type { CardAnswer, CardTerminal } from '../../../src/main/card-terminal.ts';
import type { OrderView } from '../../../src/shared/ipc/views.ts';
import { fail, type Result } from '../../../src/shared/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';

type Till = Awaited<ReturnType<typeof openTill>>;
const LEMONADE = addItem('103');
const CARD = { kind: 'card-simulator', tipCents: 0 } as const;
const LATER = { kind: 'pay-later' } as const;
const CASH = { kind: 'cash', tenderedCents: 100_000, tipCents: 0 } as const;

const ticketOf = ({ till }: Till) => till.list()[0]?.ticket;
const totalOf = (till: Till) => ticketOf(till)?.totals.totalCents ?? 0;
/** A tip that makes the bill exactly this. */
const upTo = (cents: number, totalCents: number) =>
  ({ kind: 'card-simulator', tipCents: cents - totalCents }) as const;

function done(result: Result<OrderView, string>): OrderView {
  if (!result.ok) throw new Error(result.failure);
  return result.value;
}

/** The terminal, counting what it was asked; `answer` may stand in for its word. */
function watched(answer: () => CardAnswer | undefined = () => undefined) {
  const inner = new SimulatedTerminal();
  const asked: string[] = [];
  const terminal: CardTerminal = {
    charge: async (charge) => {
      asked.push('charge');
      const said = await inner.charge(charge);
      return answer() ?? said;
    },
    cancel: async (payment) => {
      asked.push('cancel');
      const instead = answer();
      return instead ?? inner.cancel(payment);
    },
    refund: async (refund) => {
      asked.push('refund');
      const said = await inner.refund(refund);
      return answer() ?? said;
    },
  };
  return { inner, terminal, asked };
}

test('a declined or absent card keeps the ticket, and another way pays it', async () => {
  const terminal = new SimulatedTerminal();
  const till = await openTill(await tempFolder(), { terminal });
  await till.till.apply(TILL_LANE, LEMONADE);
  const totalCents = totalOf(till);
  const declined = await till.till.commit(TILL_LANE, upTo(AMOUNTS_THAT_FAIL.declined, totalCents));
  expect(declined).toEqual(fail('card-declined'));
  const away = await till.till.commit(TILL_LANE, upTo(AMOUNTS_THAT_FAIL.away, totalCents));
  expect(away).toEqual(fail('card-away'));
  expect(ticketOf(till)?.lines).toHaveLength(1);
  expect(till.orders.all()).toEqual([]);
  expect(done(await till.till.commit(TILL_LANE, CASH)).order.tender.kind).toBe('cash');
  expect(terminal.takenCents).toBe(0);
  expect(till.unsettled).toEqual([]);
});

test('a kill between the terminal’s yes and the order charges the guest once', async () => {
  const folder = await tempFolder();
  const terminal = new SimulatedTerminal();
  const killed = new Promise<never>(() => undefined);
  const before = await openTill(folder, {
    terminal,
    between: (orders) => ({
      has: (orderId) => orders.has(orderId),
      nextNumber: (atMs) => orders.nextNumber(atMs),
      place: () => killed,
    }),
  });
  await before.till.apply(TILL_LANE, LEMONADE);
  const totalCents = totalOf(before);
  void before.till.commit(TILL_LANE, CARD);
  await vi.waitFor(() => expect(terminal.takenCents).toBe(totalCents));

  const after = await openTill(folder, { terminal });
  expect(after.unsettled).toEqual([1]);
  await after.till.apply(TILL_LANE, LEMONADE); // the guest wants one more meanwhile
  const order = done(await after.till.commit(TILL_LANE, CARD));
  expect(terminal.takenCents).toBe(order.order.totals.totalCents);
  expect(after.orders.all()).toHaveLength(1);
  expect(after.unsettled.at(-1)).toBe(0);
});

test('what a card paid in silence goes back when the guest pays cash, however late the terminal answers', async () => {
  let isSilent = false;
  const { inner, terminal, asked } = watched(() => (isSilent ? 'away' : undefined));
  const till = await openTill(await tempFolder(), { terminal });
  await till.till.apply(TILL_LANE, LEMONADE);
  const tender = upTo(AMOUNTS_THAT_FAIL.chargedInSilence, totalOf(till));
  expect(await till.till.commit(TILL_LANE, tender)).toEqual(fail('card-unknown'));
  expect(inner.takenCents).toBe(AMOUNTS_THAT_FAIL.chargedInSilence);
  isSilent = true;
  done(await till.till.commit(TILL_LANE, CASH));
  await vi.waitFor(() =>
    expect(asked.filter((what) => what === 'cancel').length).toBeGreaterThan(1),
  );
  expect(inner.takenCents).toBe(AMOUNTS_THAT_FAIL.chargedInSilence);
  isSilent = false;
  await vi.waitFor(() => expect(inner.takenCents).toBe(0));
  await vi.waitFor(() => expect(till.unsettled.at(-1)).toBe(0));
  await till.cards.stop();
});

test('after silence the same card is asked again and is not charged twice', async () => {
  const terminal = new SimulatedTerminal();
  const till = await openTill(await tempFolder(), { terminal });
  await till.till.apply(TILL_LANE, LEMONADE);
  const tender = upTo(AMOUNTS_THAT_FAIL.chargedInSilence, totalOf(till));
  expect(await till.till.commit(TILL_LANE, tender)).toEqual(fail('card-unknown'));
  done(await till.till.commit(TILL_LANE, tender));
  expect(terminal.takenCents).toBe(AMOUNTS_THAT_FAIL.chargedInSilence);
});

test('a terminal that never answers is unknown after its deadline, and a ticket that is dropped lets its card go', async () => {
  const { inner, terminal } = watched();
  const silent: CardTerminal = {
    ...terminal,
    charge: async (charge) => {
      await inner.charge(charge);
      return new Promise(() => undefined);
    },
  };
  const till = await openTill(await tempFolder(), { terminal: silent });
  await till.till.apply(TILL_LANE, LEMONADE);
  expect(await till.till.commit(TILL_LANE, CARD)).toEqual(fail('card-unknown'));
  expect(inner.takenCents).toBeGreaterThan(0);
  await till.till.hold(TILL_LANE, 'Ann');
  const [held] = till.till.held();
  if (held === undefined) throw new Error('nothing is held');
  await till.till.recall(TILL_LANE, held.ticketId);
  await till.till.void(TILL_LANE, 'guest left', undefined);
  await vi.waitFor(() => expect(inner.takenCents).toBe(0));
});

test('each part of a bill is charged once, also after a kill, and a declined part stays due', async () => {
  const folder = await tempFolder();
  let isKilled = false;
  const { inner, terminal } = watched(() => (isKilled ? 'unknown' : undefined));
  const before = await openTill(folder, { terminal });
  await before.till.apply(TILL_LANE, addItem('103', 4));
  const { order } = done(await before.till.commit(TILL_LANE, LATER));
  const { totalCents } = order.totals;
  const half = { kind: 'even', of: 2 } as const;
  done(await before.desk.settle(order.orderId, CARD, half));
  const halfCents = Math.ceil(totalCents / 2);
  expect(inner.takenCents).toBe(halfCents);
  const tender = upTo(AMOUNTS_THAT_FAIL.declined, totalCents - halfCents);
  expect(await before.desk.settle(order.orderId, tender, half)).toEqual(fail('card-declined'));
  isKilled = true;
  expect(await before.desk.settle(order.orderId, CARD, half)).toEqual(fail('card-unknown'));
  expect(inner.takenCents).toBe(totalCents);

  isKilled = false;
  const after = await openTill(folder, { terminal });
  expect(after.unsettled).toEqual([1]);
  const paid = done(await after.desk.settle(order.orderId, CARD, half));
  expect(paid.balance).toMatchObject({ dueCents: 0, paidCents: totalCents });
  expect(inner.takenCents).toBe(totalCents);
  expect(after.unsettled.at(-1)).toBe(0);
});

test('a refund that the terminal does not take changes nothing; asked again it gives back once', async () => {
  let word: CardAnswer | undefined;
  const { inner, terminal } = watched(() => word);
  const till = await openTill(await tempFolder(), { terminal });
  await till.till.apply(TILL_LANE, LEMONADE);
  const { order } = done(await till.till.commit(TILL_LANE, CARD));
  const [line] = order.lines;
  if (line === undefined) throw new Error('an order without lines');
  const lines = [{ lineId: line.lineId, quantity: 1 }];
  const request = { orderId: order.orderId, lines, isCancelled: false, reason: 'Cold' };
  word = 'unknown';
  expect(await till.desk.refund(request)).toEqual(fail('refund-unknown'));
  expect(till.orders.get(order.orderId)?.events).toEqual([]);
  expect(inner.takenCents).toBe(0);
  word = undefined;
  const back = await till.desk.refund(request);
  expect(back).toMatchObject({ value: { balance: { refundedCents: order.totals.totalCents } } });
  expect(inner.takenCents).toBe(0);
});

test('a full line and a full ticket say which limit it is', async () => {
  const till = await openTill(await tempFolder());
  await till.till.apply(TILL_LANE, addItem('103', 99));
  expect(await till.till.apply(TILL_LANE, LEMONADE)).toEqual(fail('line-full'));
  expect(await till.till.apply(TILL_LANE, addItem('nothing-of-the-kind'))).toEqual(fail('refused'));
});
