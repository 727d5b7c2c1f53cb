/** `npm run order`: what the order compiler makes of a sentence. */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buildLexicon, type Lexicon } from '../src/shared/order/compile-order.ts';
import { printTicket } from './order/print-ticket.ts';
import type { Ticket } from '../src/shared/order/ticket.ts';
import { answerOf, freshTicket, readMenu, takeOrder } from './order/take-order.ts';

const HELP = `npm run -s order -- [options] ["what the guest says"]

Shows the ticket that the order compiler makes of a sentence: lines with the menu's prices, tax, and what has to be
asked back. Without a sentence it reads sentences from stdin, one a line, each on a fresh ticket.

  --json         one JSON a line: {"lines":[{"itemId","quantity","modifiers","note"?}],"questions":[{"itemIds","text"}]}
  --conversation the sentences are one guest's, on one ticket: it is shown after each of them
  --menu FILE    another restaurant's menu (default: the demo menu)
  --help         this text

Ends with 0, with 1 when the menu can't be used, with 2 when it was called wrongly.`;

const DEMO_MENU = new URL('../resources/demo-menu.json', import.meta.url);

type Options = { readonly isJson: boolean; readonly lexicon: Lexicon };

/** `-2 lemonades` is a sentence. */
const SENTENCE = /^-+\d|^\S*\s/;

async function main(): Promise<number> {
  const parsed = readArguments();
  if (typeof parsed === 'string') {
    process.stderr.write(`${parsed}\n\n${HELP}\n`);
    return 2;
  }
  if (parsed.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const menu = readMenu(parsed.menu ?? DEMO_MENU);
  if (!menu.ok) {
    process.stderr.write(`The menu can't be used. ${menu.failure}\n`);
    return 1;
  }
  const lexicon = buildLexicon(menu.value);
  const options = { isJson: parsed.isJson, lexicon };
  if (parsed.sentence !== undefined) {
    show(takeOrder(parsed.sentence, lexicon, freshTicket(menu.value)), options);
    return 0;
  }
  if (process.stdin.isTTY) {
    process.stderr.write(`${HELP}\n`);
    return 2;
  }
  let ticket = freshTicket(menu.value);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    ticket = takeOrder(line, lexicon, parsed.isOneTicket ? ticket : freshTicket(menu.value));
    show(ticket, options);
  }
  return 0;
}

function readArguments() {
  try {
    const given = process.argv.slice(2).filter((word) => word !== '--');
    const isMenu = (at: number) => given[at - 1] === '--menu';
    const sentence = given.filter((word, at) => SENTENCE.test(word) && !isMenu(at));
    const { values, positionals } = parseArgs({
      args: given.filter((word, at) => !SENTENCE.test(word) || isMenu(at)),
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        conversation: { type: 'boolean', default: false },
        menu: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const words = [...sentence, ...positionals];
    // npm runs scripts in the project's folder and says in INIT_CWD where the person is.
    const startedIn = process.env['INIT_CWD'] ?? process.cwd();
    return {
      isJson: values.json,
      help: values.help,
      menu: values.menu === undefined ? undefined : resolve(startedIn, values.menu),
      isOneTicket: values.conversation,
      sentence: words.length > 0 ? words.join(' ') : undefined,
    };
  } catch (error) {
    return error instanceof Error ? error.message : 'These options make no sense.';
  }
}

function show(ticket: Ticket, { isJson, lexicon }: Options): void {
  const shown = isJson ? JSON.stringify(answerOf(ticket)) : printTicket(ticket, lexicon.menu);
  process.stdout.write(`${shown}\n`);
}

process.exitCode = await main();
