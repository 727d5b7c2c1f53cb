/** Tickets and orders on the demo menu, made as main makes them. */
import demoMenu from '../../../resources/demo-menu.json' with { type: 'json' };
import { sessionIdSchema, ticketIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import type { CallResult } from '../../../src/shared/ipc/contract.ts';
import type { HeldTicket, LaneTicket, OrderView } from '../../../src/shared/ipc/views.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { applyVoice } from '../../../src/shared/order/apply-voice.ts';
import { commitTicket } from '../../../src/shared/order/commit-ticket.ts';
import { formatOrderNumber } from '../../../src/shared/order/order-number.ts';
import { orderIdSchema, type Tender } from '../../../src/shared/order/order.ts';
import { balanceOf } from '../../../src/shared/order/refund.ts';
import { emptyTicket, reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import type { TicketCommand } from '../../../src/shared/order/ticket-command.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import type { VoiceEdit, VoiceQuestion } from '../../../src/shared/order/voice-edit.ts';
import { ok } from '../../../src/shared/result.ts';

const imported = importMenu(demoMenu);
if (!imported.ok) throw new Error(imported.failure.text);
export const menu: Menu = imported.value;

export const newId = (): string => crypto.randomUUID();

export function newTicket(): Ticket {
  return emptyTicket(newTicketIds(), menu);
}

export function newTicketIds() {
  return {
    ticketId: ticketIdSchema.parse(newId()),
    sessionId: sessionIdSchema.parse(newId()),
  };
}

export function itemId(name: string): string {
  const item = menu.items.find((known) => known.name === name);
  if (item === undefined) throw new Error(`No ${name} on the menu`);
  return item.id;
}

type Pick = { quantity?: number; modifiers?: string[]; options?: string[]; note?: string };

export function selection(
  name: string,
  { quantity = 1, modifiers = [], options = [], note }: Pick = {},
) {
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

export function withCommands(ticket: Ticket, ...commands: TicketCommand[]): Ticket {
  return commands.reduce((now, command) => {
    const next = reduceTicket(now, command, { menu, newId });
    if (!next.ok) throw new Error(next.failure.code);
    return next.value;
  }, ticket);
}

export function withVoice(
  ticket: Ticket,
  edits: VoiceEdit[],
  questions: VoiceQuestion[] = [],
): Ticket {
  const utteranceId = utteranceIdSchema.parse(newId());
  return applyVoice(ticket, { utteranceId, edits, questions }, { menu, newId });
}

export const add = (name: string, pick?: Pick): TicketCommand => ({
  kind: 'add-item',
  selection: selection(name, pick),
});

export const heard = (words: string, confidence: number, name: string, pick?: Pick): VoiceEdit => ({
  kind: 'add',
  words,
  confidence,
  selection: selection(name, pick),
});

export function heldOf(ticket: Ticket, label: string, heldAtMs = Date.now()): HeldTicket {
  return {
    ticketId: ticket.ticketId,
    label,
    itemCount: ticket.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    totalCents: ticket.totals.totalCents,
    heldAtMs,
  };
}

/** On disk, not yet with the relay. */
export function orderOf(
  { laneId, ticket, orderType, addsTo }: LaneTicket,
  tender: Tender,
  count: number,
  placedAtMs = Date.now(),
): CallResult<'commitTicket'> {
  const committed = commitTicket(ticket, {
    orderId: orderIdSchema.parse(newId()),
    orderNumber: formatOrderNumber('B', count),
    laneId,
    orderType,
    tender,
    placedAtMs,
    ...(addsTo !== undefined && { addsTo }),
    menu,
  });
  if (!committed.ok) return committed;
  const balance = balanceOf(committed.value.order, []);
  const view: OrderView = { ...committed.value, delivery: 'waiting', events: [], balance };
  return ok(view);
}
