/** The kitchen's paper: what to make, how, and what not to make after all. Never a price. */
import { extrasOf } from '../order/line-extras.ts';
import type { OrderEvent } from '../order/order-event.ts';
import type { Order } from '../order/order.ts';
import { unitsToMake } from '../order/refund.ts';
import type { Language } from '../people/person.ts';
import { countLead, kitchenLine, starLead } from './line-blocks.ts';
import {
  centered,
  GAP,
  paragraph,
  row,
  RULE,
  type PrintBlock,
  type PrintDocument,
} from './print-document.ts';
import { RECEIPT_WORDS, type ReceiptWords } from './receipt-words.ts';
import { dateAndTime } from './restaurant-time.ts';

export type KitchenSetting = {
  readonly timeZone: string;
  readonly language: Language;
  readonly isCopy: boolean;
  /** The kitchen's screen was away when this was printed, and may show the order later. */
  readonly isInPlaceOfScreen: boolean;
};

/** Undefined when nothing of it is to be made any more. */
export function kitchenTicket(
  order: Order,
  events: readonly OrderEvent[],
  setting: KitchenSetting,
): PrintDocument | undefined {
  const words = RECEIPT_WORDS[setting.language];
  const units = unitsToMake(order, events);
  const lines = order.lines.flatMap((line) => {
    const quantity = units.get(line.lineId) ?? 0;
    return quantity > 0 ? [{ line, quantity }] : [];
  });
  if (lines.length === 0) return undefined;
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    blocks: [
      ...head(order, setting, words, order.placedAtMs),
      RULE,
      ...lines.flatMap(({ line, quantity }) => [...kitchenLine(line, quantity, words), GAP]),
      RULE,
      centered(words.items(count), 'strong'),
      ...(setting.isInPlaceOfScreen ? [paragraph(words.onScreenLater)] : []),
    ],
  };
}

/** For a refund that the kitchen has to know of. */
export function cancelTicket(
  order: Order,
  refund: Extract<OrderEvent, { kind: 'refunded' }>,
  setting: KitchenSetting,
): PrintDocument {
  const words = RECEIPT_WORDS[setting.language];
  const lines = refund.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.lineId === lineId);
    if (line === undefined) return [];
    const text = `${words.cancel} ${countLead(quantity).trim()} ${line.name}`;
    return [row({ text, look: 'alert' }), ...howItWasOrdered(line)];
  });
  return {
    blocks: [
      centered(`*** ${words.cancel} ***`, 'big'),
      ...head(order, setting, words, refund.atMs),
      RULE,
      paragraph(words.cancelLine, 'strong'),
      ...lines,
      RULE,
      paragraph(words.reason(refund.reason)),
    ],
  };
}

/** Two bowls differ by what is on them. */
function howItWasOrdered(line: Order['lines'][number]): readonly PrintBlock[] {
  return extrasOf(line).map(({ depth, name }) => row({ lead: starLead(depth), text: name }));
}

function head(
  order: Order,
  setting: KitchenSetting,
  words: ReceiptWords,
  atMs: number,
): readonly PrintBlock[] {
  const clock = { timeZone: setting.timeZone, locale: words.locale };
  return [
    ...(setting.isCopy ? [centered(`*** ${words.copy} ***`, 'big')] : []),
    ...(order.addsTo === undefined ? [] : [centered(words.addTo(order.addsTo.orderNumber), 'big')]),
    centered(order.orderNumber, 'huge'),
    centered(words.orderTypes[order.orderType], 'big'),
    centered(dateAndTime(atMs, clock)),
    ...(order.takenBy === undefined ? [] : [centered(order.takenBy.name)]),
  ];
}
