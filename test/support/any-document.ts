/** Print documents with any text in them, control characters and all. */
import fc from 'fast-check';
import {
  looks,
  printDocumentSchema,
  type PrintDocument,
} from '../../src/shared/receipt/print-document.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ maxLength: 120 }),
);
const look = fc.constantFrom(...looks);
const anyBlock = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: anyText,
    align: fc.constantFrom('left' as const, 'center' as const),
    look,
  }),
  fc.record({
    kind: fc.constant('row' as const),
    lead: anyText,
    text: anyText,
    amount: anyText,
    look,
  }),
  fc.constant({ kind: 'rule' as const }),
  fc.constant({ kind: 'gap' as const }),
);
export const anyDocument: fc.Arbitrary<PrintDocument> = fc
  .array(anyBlock, { minLength: 1, maxLength: 12 })
  .map((blocks) => printDocumentSchema.parse({ blocks }));
