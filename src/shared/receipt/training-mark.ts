import type { Language } from '../people/person.ts';
import { centered, GAP, type PrintBlock, type PrintDocument } from './print-document.ts';
import { RECEIPT_WORDS } from './receipt-words.ts';

/** Above and below, so that no half of the paper passes for a real one. */
export function markedAsTraining(document: PrintDocument, language: Language): PrintDocument {
  const words = RECEIPT_WORDS[language];
  const mark: readonly PrintBlock[] = [
    centered(`*** ${words.training} ***`, 'alert'),
    centered(words.trainingHelp, 'strong'),
  ];
  return { blocks: [...mark, GAP, ...document.blocks, GAP, ...mark] };
}
