/**
 * What is to be on paper, without a word about the paper: the same document goes to a printer of any width
 * and to the screen when there is none. It is kept on disk with its print job.
 */
import { z } from 'zod';

/**
 * `tall` is twice as high, `big` twice as large, `huge` three times as large, `alert` tall and white on
 * black. All but `plain` are bold.
 */
export const looks = ['plain', 'strong', 'tall', 'big', 'huge', 'alert'] as const;
const look = z.enum(looks);
export type Look = z.infer<typeof look>;

const text = z.string().max(500);

export const printBlockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text, align: z.enum(['left', 'center']), look }),
  /** `lead` stands before the text, whose further lines begin below its first; `amount` is at the right edge. */
  z.strictObject({ kind: z.literal('row'), lead: text, text, amount: text, look }),
  z.strictObject({ kind: z.literal('rule') }),
  z.strictObject({ kind: z.literal('gap') }),
]);
export type PrintBlock = z.infer<typeof printBlockSchema>;

export const MAX_BLOCKS = 3_000;

export const printDocumentSchema = z.strictObject({
  blocks: z.array(printBlockSchema).min(1).max(MAX_BLOCKS).readonly(),
});
export type PrintDocument = z.infer<typeof printDocumentSchema>;

/** Longer texts are cut: nothing on paper needs them, and a job on disk stays small. */
const MAX_TEXT = 500;

export function centered(words: string, look: Look = 'plain'): PrintBlock {
  return { kind: 'text', text: words.slice(0, MAX_TEXT), align: 'center', look };
}

export function paragraph(words: string, look: Look = 'plain'): PrintBlock {
  return { kind: 'text', text: words.slice(0, MAX_TEXT), align: 'left', look };
}

type Row = {
  readonly lead?: string;
  readonly text: string;
  readonly amount?: string;
  readonly look?: Look;
};

export function row({ lead = '', text: words, amount = '', look = 'plain' }: Row): PrintBlock {
  return { kind: 'row', lead, text: words.slice(0, MAX_TEXT), amount, look };
}

export const RULE: PrintBlock = { kind: 'rule' };
export const GAP: PrintBlock = { kind: 'gap' };
