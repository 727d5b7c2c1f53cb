/** One sentence on one ticket: what the order scripts and the score do with the compiler. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sessionIdSchema, ticketIdSchema, utteranceIdSchema } from '../../src/shared/ids.ts';
import { importMenu } from '../../src/shared/menu/import-menu.ts';
import type { Menu } from '../../src/shared/menu/menu.ts';
import { applyVoice } from '../../src/shared/order/apply-voice.ts';
import { compileOrder, type Lexicon } from '../../src/shared/order/compile-order.ts';
import { emptyTicket } from '../../src/shared/order/reduce-ticket.ts';
import type { Ticket } from '../../src/shared/order/ticket.ts';
import { fail, type Result } from '../../src/shared/result.ts';

/** Reads a restaurant's menu file; the failure is a sentence for the person at the keyboard. */
export function readMenu(path: string | URL): Result<Menu, string> {
  let source: unknown;
  try {
    source = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error;
    return fail(isMissing ? `can't read ${String(path)}` : `${String(path)} is not JSON`);
  }
  const menu = importMenu(source);
  return menu.ok ? menu : fail(`${String(path)}: ${menu.failure.text}`);
}

export function freshTicket(menu: Menu): Ticket {
  const ids = {
    ticketId: ticketIdSchema.parse(randomUUID()),
    sessionId: sessionIdSchema.parse(randomUUID()),
  };
  return emptyTicket(ids, menu);
}

/** The ticket after the sentence; everything said is a suggestion on it. */
export function takeOrder(text: string, lexicon: Lexicon, ticket: Ticket): Ticket {
  const { lines, questions } = ticket;
  const compiled = compileOrder({ text, lexicon, lines, questions });
  const utteranceId = utteranceIdSchema.parse(randomUUID());
  const { menu } = lexicon;
  return applyVoice(ticket, { utteranceId, ...compiled }, { menu, newId: randomUUID });
}

export type OrderAnswer = {
  readonly lines: readonly {
    readonly itemId: string;
    readonly quantity: number;
    readonly modifiers: readonly string[];
    readonly note?: string;
  }[];
  readonly questions: readonly { readonly itemIds: readonly string[]; readonly text: string }[];
};

/** The `--json` form of a ticket: names of modifiers and chosen options as on the menu. */
export function answerOf({ lines, questions }: Ticket): OrderAnswer {
  return {
    lines: lines.map(({ itemId, quantity, modifiers, choices, note }) => ({
      itemId,
      quantity,
      modifiers: [...modifiers, ...choices].map(({ name }) => name),
      ...(note !== undefined && { note }),
    })),
    questions: questions.map(({ itemIds, text }) => ({ itemIds, text })),
  };
}
