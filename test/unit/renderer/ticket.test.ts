import { describe, expect, it } from 'vitest';
import { changedLine } from '../../../src/renderer/ticket/changed-line.ts';
import { seeds } from '../../e2e/renderer/seeds.ts';

const lines = seeds.busy.tickets[0]?.ticket.lines ?? [];
const [first, second, third] = lines;
if (first === undefined || second === undefined || third === undefined) {
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
    expect(changedLine(lines, structuredClone(lines))).toBeUndefined();
  });
});
