/** A ticket as a person reads it in a terminal. */
import type { Menu } from '../../src/shared/menu/menu.ts';
import { formatCents } from '../../src/shared/money.ts';
import { SURE_CONFIDENCE } from '../../src/shared/order/voice-edit.ts';
import { lineCents } from '../../src/shared/order/totals.ts';
import type { Ticket, TicketLine } from '../../src/shared/order/ticket.ts';

const WIDTH = 48;

export function printTicket(ticket: Ticket, { restaurant }: Menu): string {
  const money = (cents: number) => formatCents(cents, restaurant.currency);
  const row = (left: string, cents: number) =>
    `${left.padEnd(WIDTH - 10)}${money(cents).padStart(10)}`;
  const { lines, questions, totals } = ticket;
  const ordered = lines.flatMap((line) => [
    row(`${line.quantity} × ${line.name}${isUnsure(line) ? '  (?)' : ''}`, lineCents(line)),
    ...[...line.modifiers, ...line.choices].map(({ name, priceCents }) =>
      priceCents === 0 ? `    ${name}` : `    ${name} (${money(priceCents)})`,
    ),
    ...(line.note === undefined ? [] : [`    “${line.note}”`]),
  ]);
  const sums = [
    '─'.repeat(WIDTH),
    row('Subtotal', totals.subtotalCents),
    row(`Tax ${restaurant.taxBasisPoints / 100} %`, totals.taxCents),
    row('Total', totals.totalCents),
  ];
  const asked = questions.map(({ text }) => `? ${text}`);
  if (lines.length === 0 && asked.length === 0) return 'Nothing ordered.';
  return [...ordered, ...(lines.length > 0 ? sums : []), ...asked].join('\n');
}

function isUnsure({ origin }: TicketLine): boolean {
  return origin.by === 'voice' && origin.confidence < SURE_CONFIDENCE;
}
