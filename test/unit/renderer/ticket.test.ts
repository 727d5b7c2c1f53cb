import { describe, expect, it } from 'vitest';
import { changedLine } from '../../../src/renderer/ticket/changed-line.ts';
import { withKnownLines } from '../../../src/renderer/ticket/known-lines.ts';
import { seeds } from '../../e2e/renderer/seeds.ts';

const ticket = seeds.busy.tickets[0]?.ticket;
const lines = ticket?.lines ?? [];
const [first, second, third] = lines;
if (ticket === undefined || first === undefined || second === undefined || third === undefined) {
  throw new Error('The busy seed has three lines');
}

describe('the line to bring into sight', () => {
  it('is one that was added', () => {
    expect(changedLine([first, second], lines)).toBe(third.lineId);
    expect(changedLine([], [first])).toBe(first.lineId);
  });

  it('is one whose quantity or status changed', () => {
    const more = { ...first, quantity: first.quantity + 1 };
    expect(changedLine(lines, [more, second, third])).toBe(first.lineId);
    expect(changedLine(lines, [first, { ...second, status: 'confirmed' }, third])).toBe(
      second.lineId,
    );
  });

  it('is none when lines went or nothing changed', () => {
    expect(changedLine(lines, [first, third])).toBeUndefined();
    expect(changedLine(lines, [...lines])).toBeUndefined();
  });
});

describe('a ticket that comes again', () => {
  it('keeps the objects of the lines that are as they were, and no others', () => {
    const more = { ...first, quantity: first.quantity + 1 };
    const pushed = structuredClone({ ...ticket, lines: [more, second, third] });
    const shown = withKnownLines(pushed, lines);
    expect(shown).toEqual(pushed);
    expect(shown.lines[0]).not.toBe(first);
    expect(shown.lines[1]).toBe(second);
    expect(shown.lines[2]).toBe(third);
  });
});
