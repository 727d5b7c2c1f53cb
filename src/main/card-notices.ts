/** What people are told of card payments that are in no book. */
import type { Notice } from '../shared/ipc/views.ts';
import { formatCents } from '../shared/money.ts';
import type { CardAmount } from './card-terminal.ts';
import { notice, type Over } from './notices.ts';

/** Of which nobody knows whether the card has paid. */
export function cardNotice(charges: readonly CardAmount[], currency: string): Notice | Over {
  if (charges.length === 0) return { noticeId: 'card', isOver: true };
  const cents = charges.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const sum = (locale: string) => formatCents(cents, currency, locale);
  const { length } = charges;
  return notice('card', 'warning', {
    en: `The card terminal has not said what became of ${length === 1 ? 'one payment' : `${length} payments`} (${sum('en-US')}). If the guest is here, pay the ticket again: a card is never charged twice for it, and what it paid goes back if you take another way. If the guest is gone, look at the terminal’s own list.`,
    es: `La terminal no dijo qué pasó con ${length === 1 ? 'un pago' : `${length} pagos`} con tarjeta (${sum('es-US')}). Si el cliente está aquí, cobra la cuenta otra vez: nunca se cobra dos veces a la tarjeta, y lo cobrado se devuelve si eliges otra forma. Si ya se fue, mira la lista de la terminal.`,
  });
}

export function cardCorruptNotice(keptAs: string | undefined): Notice {
  const kept = keptAs ?? '';
  return notice('card-file', 'problem', {
    en: `What was last asked of the card terminal could not be read. Compare the terminal’s own list with the orders. ${kept === '' ? 'The file was left in its place.' : `It was kept as ${kept}.`}`,
    es: `No se pudo leer lo último que se pidió a la terminal de tarjetas. Compara la lista de la terminal con los pedidos. ${kept === '' ? 'El archivo se quedó en su lugar.' : `Se guardó como ${kept}.`}`,
  });
}
