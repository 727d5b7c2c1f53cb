/**
 * The order part of one station as a process of its own, to be killed at any moment: tickets, spool, desk and
 * the relay client, on a folder. Asked for the same guest again it goes on where the disk says it was.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from '../../../src/main/relay-client/identity-port.ts';
import { createRelayClient } from '../../../src/main/relay-client/relay-client.ts';
import type { OrderView } from '../../../src/shared/ipc/views.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import type { Tender } from '../../../src/shared/order/order.ts';
import { ok } from '../../../src/shared/result.ts';
import { openTill, TILL_LANE } from '../../support/till.ts';
import { MENU_SOURCE } from '../../support/relay-menu.ts';
import { askSchema, type Answer, type Guest } from './station-messages.ts';

const [folder = '', linkUrl = ''] = process.argv.slice(2);
const identity = JSON.parse(readFileSync(join(folder, 'identity.json'), 'utf8')) as Identity;
const menu = importMenu(MENU_SOURCE);
if (!menu.ok) throw new Error(menu.failure.text);

const client = createRelayClient({
  baseUrl: linkUrl,
  identity: { current: () => identity, save: () => Promise.resolve(ok(undefined)) },
  fetch,
  wallMs: Date.now,
  nowMs: () => performance.now(),
});
const station = await openTill(folder, {
  send: (order) => client.postOrder(order),
  sendEvent: (event) => client.postOrderEvent(event),
  menu: () => menu.value,
  prefix: identity.state === 'enrolled' ? (identity.orderPrefix ?? 'Z') : 'Z',
  wallMs: Date.now,
  backoff: { baseMs: 20, capMs: 500 },
});
station.orders.deliver();

process.on('message', (message) => {
  const asked = askSchema.parse(message);
  void (asked.ask === 'serve' ? serve(asked.guest) : Promise.resolve(left())).then(tell);
});
tell({ is: 'ready' });

function tell(answer: Answer): void {
  process.send?.(answer);
}

async function serve(guest: Guest): Promise<Answer> {
  const placed = orderOf(guest) ?? (await commit(guest));
  for (const step of guest.then) await follow(placed.order.orderId, step);
  const now = station.orders.get(placed.order.orderId) ?? placed;
  return {
    is: 'served',
    guest: guest.guest,
    orderId: now.order.orderId,
    totalCents: now.order.totals.totalCents,
    netCents: now.balance.netCents,
    eventIds: now.events.map(({ event }) => event.eventId),
  };
}

/** Placed before a kill whose answer nobody heard. */
function orderOf({ guest }: Guest): OrderView | undefined {
  return station.orders
    .list()
    .slice(0, 3)
    .find(({ order }) => order.lines[0]?.note === `guest ${guest}`);
}

async function commit({ guest, quantity, tender }: Guest): Promise<OrderView> {
  const open = station.till.list()[0]?.ticket.lines ?? [];
  if (open.length === 0) {
    const selection = {
      itemId: '502',
      quantity,
      modifierIds: [],
      choices: [],
      note: `guest ${guest}`,
    };
    must(await station.till.apply(TILL_LANE, { kind: 'add-item', selection }));
  }
  return must(await station.till.commit(TILL_LANE, tenderOf(tender)));
}

function tenderOf(kind: Guest['tender']): Tender {
  if (kind === 'cash') return { kind, tenderedCents: 10_000_000, tipCents: 0 };
  return kind === 'pay-later' ? { kind } : { kind, tipCents: 50 };
}

/** Once, however often it is asked: what is on the order already was done before a kill. */
async function follow(
  orderId: OrderView['order']['orderId'],
  step: Guest['then'][number],
): Promise<void> {
  const { desk, orders } = station;
  const view = orders.get(orderId);
  const events = view?.events.map(({ event }) => event) ?? [];
  switch (step.do) {
    case 'settle':
      if (events.some(({ kind }) => kind === 'settled')) return;
      must(await desk.settle(orderId, step.tender));
      return;
    case 'rate':
      if (events.some(({ kind }) => kind === 'rated')) return;
      must(await desk.rate(orderId, step.score));
      return;
    case 'refund': {
      const { quantity, isCancelled, reason } = step;
      if (events.some((event) => event.kind === 'refunded' && event.reason === reason)) return;
      const lines = (view?.order.lines ?? []).map(({ lineId }) => ({ lineId, quantity }));
      must(await desk.refund({ orderId, lines, isCancelled, reason }));
    }
  }
}

function left(): Answer {
  return { is: 'left', waiting: station.orders.pending, refused: station.orders.counts.refused };
}

function must<Value>(
  result:
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: string },
): Value {
  if (!result.ok) throw new Error(result.failure);
  return result.value;
}
