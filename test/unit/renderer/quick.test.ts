import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moved, toggled } from '../../../src/renderer/menu/favourites.ts';
import {
  MAX_GAP_MS,
  MIN_KEYS,
  NOTHING_TYPED,
  scanned,
  typed,
} from '../../../src/renderer/scan/scan-detector.ts';

type Stroke = { readonly key: string; readonly afterMs: number };

/** Every code that the strokes, each so long after the one before, come to. */
function codesIn(strokes: readonly Stroke[]): readonly string[] {
  let sofar = NOTHING_TYPED;
  let atMs = 0;
  const codes: string[] = [];
  for (const { key, afterMs } of strokes) {
    atMs += afterMs;
    const code = key === 'Enter' ? scanned(sofar, atMs) : undefined;
    if (code !== undefined) codes.push(code);
    sofar = typed(sofar, key, atMs);
  }
  return codes;
}

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const sign = fc.constantFrom('0', '1', '5', '9', 'a', 'z', ' ', '-', 'Enter', 'Backspace');
const between = (min: number, max: number) => fc.integer({ min, max });

/** Two fast fingers roll in 20 ms, but of seven keys in a row one at least comes later than a scanner's would. */
const person = fc
  .array(fc.record({ key: sign, afterMs: between(20, 400) }), { maxLength: 80 })
  .map((strokes) =>
    strokes.map((stroke, at) =>
      at % (MIN_KEYS - 1) === 0 ? { ...stroke, afterMs: stroke.afterMs + MAX_GAP_MS } : stroke,
    ),
  );
const scan = fc
  .array(fc.record({ key: digit, afterMs: between(0, 40) }), { minLength: MIN_KEYS, maxLength: 13 })
  .map((keys) => ({
    code: keys.map(({ key }) => key).join(''),
    strokes: [...keys, { key: 'Enter', afterMs: 10 }],
  }));

const keys = (text: string): readonly Stroke[] => Array.from(text, (key) => ({ key, afterMs: 5 }));

describe('a scanner and a person at one keyboard', () => {
  test('property: what a person types is never taken for a scan', () => {
    fc.assert(
      fc.property(person, (strokes) => {
        expect(codesIn(strokes)).toEqual([]);
      }),
    );
  });

  test('property: a scan is read whole, whatever was typed before it', () => {
    fc.assert(
      fc.property(
        person,
        scan,
        between(MAX_GAP_MS + 1, 5_000),
        (before, { code, strokes }, pause) => {
          const [first, ...rest] = strokes;
          const after = first === undefined ? [] : [{ ...first, afterMs: pause }, ...rest];
          expect(codesIn([...before, ...after])).toEqual([code]);
        },
      ),
    );
  });

  test('two scans in a row are two codes', () => {
    const enter = { key: 'Enter', afterMs: 5 };
    const strokes = [...keys('40063813'), enter, ...keys('96385074'), enter];
    expect(codesIn(strokes)).toEqual(['40063813', '96385074']);
  });

  test('a person’s Enter long after a code, and a code that is too short, are no scan', () => {
    expect(codesIn([...keys('4006381333931'), { key: 'Enter', afterMs: 300 }])).toEqual([]);
    expect(codesIn([...keys('1234567'), { key: 'Enter', afterMs: 5 }])).toEqual([]);
  });
});

describe('favourites', () => {
  const all = () => true;

  test('an item is put last and taken off again', () => {
    expect(toggled(['1'], '2')).toEqual(['1', '2']);
    expect(toggled(['1', '2'], '1')).toEqual(['2']);
  });

  test('moving stops at the ends', () => {
    expect(moved(['1', '2', '3'], '3', -1, all)).toEqual(['1', '3', '2']);
    expect(moved(['1', '2'], '1', -1, all)).toEqual(['1', '2']);
    expect(moved(['1', '2'], '2', 1, all)).toEqual(['1', '2']);
    expect(moved(['1', '2'], '9', 1, all)).toEqual(['1', '2']);
  });

  test('what this menu does not have is moved past, and kept', () => {
    expect(moved(['1', 'gone', '2'], '2', -1, (id) => id !== 'gone')).toEqual(['2', 'gone', '1']);
  });
});
