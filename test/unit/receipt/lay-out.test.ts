import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut, LOOK_WIDTH } from '../../../src/shared/receipt/lay-out.ts';
import { printable } from '../../../src/shared/receipt/printable.ts';
import { anyDocument } from '../../support/any-document.ts';

test('no line is wider than its paper, and none has a control character, whatever the text', () => {
  fc.assert(
    fc.property(anyDocument, fc.constantFrom(24, 32, 42, 48), (document, columns) => {
      for (const { text, look } of layOut(document, columns)) {
        expect(text.length * LOOK_WIDTH[look]).toBeLessThanOrEqual(columns);
        expect(text).toMatch(/^[\u0020-\u007e\u00a1-\u04ff\u20ac]*$/u);
      }
    }),
  );
});

test('an amount stands at the right edge of its first line', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 200 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      (text, cents) => {
        const amount = (cents / 100).toFixed(2);
        const block = { kind: 'row', lead: ' 2 x ', text, amount, look: 'plain' } as const;
        const [first] = layOut({ blocks: [block] }, 42);
        expect(first?.text).toHaveLength(42);
        expect(first?.text.endsWith(` ${amount}`)).toBe(true);
      },
    ),
  );
});

test('no word is lost in wrapping', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,60}$/), { maxLength: 20 }), (words) => {
      const block = { kind: 'text', text: words.join(' '), align: 'left', look: 'plain' } as const;
      const lines = layOut({ blocks: [block] }, 42);
      expect(
        lines
          .map(({ text }) => text)
          .join('')
          .replaceAll(' ', ''),
      ).toBe(words.join(''));
    }),
  );
});

test('what steers a printer is taken out of text, and what it lacks becomes plain', () => {
  expect(printable('tea\u001bp\u0000\u0019\u00fa hot')).toBe('tea p ú hot');
  expect(printable('line\r\nline\ttab')).toBe('line line tab');
  expect(printable('‘it’s’ “5” – 6… ½ ™')).toBe("'it's' \"5\" - 6... 1/2 TM");
  expect(printable('Cafe\u0301 \u200bjalapeño €')).toBe('Café jalapeño €');
  expect(printable('寿司 🍣')).toBe('?? ?');
});
