/** Lines of text as ESC/POS bytes: the one file that knows the encoding library. */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { layOut, LOOK_WIDTH } from '../../shared/receipt/lay-out.ts';
import type { Look, PrintDocument } from '../../shared/receipt/print-document.ts';

/** Those that nearly every printer has, the commonest first; the encoder changes between them as signs ask for it. */
const CODE_PAGES = ['cp437', 'cp850', 'cp858', 'windows1252', 'cp852', 'cp866', 'cp737'] as const;

/** How long the drawer's coil gets current, and rests after it, in milliseconds. */
const KICK = { onMs: 100, offMs: 500 } as const;

const HEIGHT: Readonly<Record<Look, number>> = {
  plain: 1,
  strong: 1,
  tall: 2,
  alert: 2,
  big: 2,
  huge: 3,
};

function encoder(columns: number) {
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    newline: '\n',
    feedBeforeCut: 4,
    codepageCandidates: [...CODE_PAGES],
  });
}

/** One document with a cut at its end. What a printer could take for a command was taken out in the layout. */
export function encodeDocument(document: PrintDocument, columns: number): Uint8Array {
  const page = encoder(columns).initialize().codepage('auto');
  for (const { text, look } of layOut(document, columns)) {
    page
      .bold(look !== 'plain')
      .invert(look === 'alert')
      .size(LOOK_WIDTH[look], HEIGHT[look])
      .text(text)
      .bold(false)
      .invert(false)
      .size(1, 1)
      .newline();
  }
  return page.cut('partial').encode();
}

/** Opens the drawer on the first connector. */
export function encodeDrawerKick(): Uint8Array {
  return encoder(42).pulse(0, KICK.onMs, KICK.offMs).encode();
}
