import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeDocument, encodeDrawerKick } from '../../../../src/main/printing/escpos.ts';
import { layOut } from '../../../../src/shared/receipt/lay-out.ts';
import {
  centered,
  paragraph,
  row,
  type PrintDocument,
} from '../../../../src/shared/receipt/print-document.ts';
import { anyDocument } from '../../../support/any-document.ts';
import { EscposReader } from '../../../support/escpos-reader.ts';

function printed(document: PrintDocument, columns = 42) {
  return new EscposReader().read(encodeDocument(document, columns));
}

function linesOf(document: PrintDocument): readonly string[] {
  return printed(document).flatMap((event) => (event.kind === 'line' ? [event.line.text] : []));
}

test('Spanish and the euro reach the paper through the printer’s code pages', () => {
  const lines = linesOf({
    blocks: [row({ text: 'Jalapeño, ¿qué tal? ¡Sí!', amount: '12,50 €' }), paragraph('Smörgås')],
  });
  expect(lines[0]).toBe('Jalapeño, ¿qué tal? ¡Sí!           12,50 €');
  expect(lines[1]).toBe('Smörgås');
});

test('looks are sizes, weight and white on black, and end with their line', () => {
  const lines = printed({
    blocks: [centered('B-042', 'huge'), paragraph('ALLERGY', 'alert'), paragraph('plain')],
  }).flatMap((event) => (event.kind === 'line' ? [event.line] : []));
  expect(lines.slice(0, 3)).toEqual([
    { text: '    B-042', width: 3, height: 3, isBold: true, isInverted: false },
    { text: 'ALLERGY', width: 1, height: 2, isBold: true, isInverted: true },
    { text: 'plain', width: 1, height: 1, isBold: false, isInverted: false },
  ]);
});

test('a name can not steer the printer: no drawer, no cut, no size of its own', () => {
  const evil =
    'Tea\u001bp\u0000\u0019\u00fa\u001dV\u0000\u0010\u0014\u0001\u0000\u0001\n\u001b@\u001d!\u0077';
  const events = printed({ blocks: [row({ text: evil, amount: evil }), centered(evil, 'big')] });
  expect(events.filter(({ kind }) => kind === 'drawer')).toEqual([]);
  expect(events.filter(({ kind }) => kind === 'cut')).toHaveLength(1);
  expect(events.at(-2)).toEqual({ kind: 'cut' });
});

test('whatever the text, the paper has exactly the lines of the layout and one cut', () => {
  fc.assert(
    fc.property(anyDocument, fc.constantFrom(32, 42, 48), (document, columns) => {
      const events = printed(document, columns);
      const lines = events.flatMap((event) => (event.kind === 'line' ? [event.line.text] : []));
      const laidOut = layOut(document, columns);
      expect(lines.slice(0, laidOut.length).map((line) => line.length)).toEqual(
        laidOut.map(({ text }) => text.length),
      );
      expect(events.filter(({ kind }) => kind === 'cut')).toHaveLength(1);
      expect(events.some(({ kind }) => kind === 'drawer')).toBe(false);
    }),
  );
});

test('the kick opens the drawer on the first connector', () => {
  expect(new EscposReader().read(encodeDrawerKick())).toEqual([{ kind: 'drawer', pin: 0 }]);
});
