/** A document on paper of a given width: lines of text, each no wider than the paper. */
import { printable } from './printable.ts';
import type { Look, PrintBlock, PrintDocument } from './print-document.ts';

export type PrintLine = {
  /** Printable characters alone; at most the paper's columns divided by the look's width. */
  readonly text: string;
  readonly look: Look;
};

/** How many columns one character of each look takes. */
export const LOOK_WIDTH: Readonly<Record<Look, number>> = {
  plain: 1,
  strong: 1,
  tall: 1,
  alert: 1,
  big: 2,
  huge: 3,
};

/** `columns` of plain characters: 32, 42 or 48 on common paper; at least 24. */
export function layOut({ blocks }: PrintDocument, columns: number): readonly PrintLine[] {
  return blocks.flatMap((block) => linesOf(block, columns));
}

function linesOf(block: PrintBlock, columns: number): readonly PrintLine[] {
  switch (block.kind) {
    case 'rule':
      return [{ text: '-'.repeat(columns), look: 'plain' }];
    case 'gap':
      return [{ text: '', look: 'plain' }];
    case 'text': {
      const { look, align } = block;
      const width = Math.floor(columns / LOOK_WIDTH[look]);
      const place = align === 'center' ? center : (line: string) => line;
      return wrap(printable(block.text), width).map((text) => ({ text: place(text, width), look }));
    }
    case 'row':
      return layOutRow(block, columns);
  }
}

function layOutRow(
  block: Extract<PrintBlock, { kind: 'row' }>,
  columns: number,
): readonly PrintLine[] {
  const { look } = block;
  const width = Math.floor(columns / LOOK_WIDTH[look]);
  const lead = printable(block.lead).slice(0, Math.floor(width / 3));
  const amount = printable(block.amount).trim().slice(0, width);
  const room = amount === '' ? width : width - amount.length - 1;
  // An amount that leaves no room for words has a line of its own.
  const hasOwnLine = room < lead.length + 8;
  const words = wrap(printable(block.text), (hasOwnLine ? width : room) - lead.length);
  const lines = words.map((line, at) => `${at === 0 ? lead : ' '.repeat(lead.length)}${line}`);
  if (amount === '') return lines.map((text) => ({ text: text.trimEnd(), look }));
  if (hasOwnLine) return [...lines, amount.padStart(width)].map((text) => ({ text, look }));
  const [first = '', ...rest] = lines;
  const withAmount = `${first.padEnd(width - amount.length)}${amount}`;
  return [withAmount, ...rest].map((text) => ({ text, look }));
}

function center(text: string, width: number): string {
  return `${' '.repeat(Math.floor((width - text.length) / 2))}${text}`;
}

/** At least one line. A word that is longer than a line is broken. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((one) => one !== '')) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length > width) {
      lines.push(line);
      line = '';
    }
    while (rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}
