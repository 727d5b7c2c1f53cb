import type { Language } from '../people/person.ts';
import { centered, GAP, paragraph, row, RULE, type PrintDocument } from './print-document.ts';
import { RECEIPT_WORDS } from './receipt-words.ts';

/** Shows at a glance whether the width, the signs and the cut are right. `printer`: its name for people. */
export function testPage(printer: string, language: Language): PrintDocument {
  const words = RECEIPT_WORDS[language];
  return {
    blocks: [
      centered(words.testTitle, 'big'),
      centered(printer, 'tall'),
      GAP,
      RULE,
      row({ text: 'ñ á é í ó ú ü ¿ ¡ ç ß ø', amount: '$ € £' }),
      row({ text: words.allergy, amount: '12.50', look: 'alert' }),
      RULE,
      paragraph(words.testHelp),
    ],
  };
}
