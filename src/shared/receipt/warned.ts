/** What is said above a page that comes late, or that may be on paper already. */
import type { Language } from '../people/person.ts';
import { centered, type PrintDocument } from './print-document.ts';
import { RECEIPT_WORDS } from './receipt-words.ts';
import { timeOfDay } from './restaurant-time.ts';

export type Warning = {
  readonly isForKitchen: boolean;
  readonly language: Language;
  readonly timeZone: string;
  readonly takenAtMs: number;
  readonly isLate: boolean;
  readonly isPerhapsPrinted: boolean;
};

export function warned(document: PrintDocument, warning: Warning): PrintDocument {
  const words = RECEIPT_WORDS[warning.language];
  const clock = { timeZone: warning.timeZone, locale: words.locale };
  const again = warning.isForKitchen ? words.perhapsPrinted : words.copy;
  return {
    blocks: [
      ...(warning.isPerhapsPrinted ? [centered(`*** ${again} ***`, 'alert')] : []),
      ...(warning.isLate
        ? [centered(words.late(timeOfDay(warning.takenAtMs, clock)), 'alert')]
        : []),
      ...document.blocks,
    ],
  };
}
