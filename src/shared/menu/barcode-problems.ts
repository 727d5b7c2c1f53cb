/** What can be wrong with the barcodes in a restaurant's file. */
import { readBarcode, type BarcodeFailure } from './barcode.ts';
import type { MenuProblem } from './menu-problem.ts';
import type { MenuSource } from './menu-source.ts';

/** A code with a wrong check digit was mistyped; one on two items would sell the wrong one. */
export function barcodeProblems({ items }: MenuSource): MenuProblem[] {
  const owners = new Map<string, string>();
  return items.flatMap(({ id, name, barcodes = [] }) =>
    barcodes.flatMap((written): MenuProblem[] => {
      const problem = (text: string): MenuProblem[] => [
        { code: 'bad-barcode', where: `item ${id} "${name}", barcode "${written}"`, text },
      ];
      const read = readBarcode(written);
      if (!read.ok) return problem(wordsFor(read.failure));
      const owner = owners.get(read.value);
      owners.set(read.value, name);
      return owner === undefined ? [] : problem(`"${owner}" has it already`);
    }),
  );
}

function wordsFor(failure: BarcodeFailure): string {
  return failure.code === 'not-a-barcode'
    ? 'a barcode has 8, 12 or 13 digits (EAN-8, UPC-A, EAN-13)'
    : `mistyped: by its other digits it would end in ${failure.shouldEndIn}`;
}
