import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { laneIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import { allDay } from '../../../src/shared/kitchen/columns.ts';
import { applyVoice } from '../../../src/shared/order/apply-voice.ts';
import { checkOrder, commitTicket } from '../../../src/shared/order/commit-ticket.ts';
import { buildLexicon, compileOrder } from '../../../src/shared/order/compile-order.ts';
import { orderIdSchema, orderSchema, type Order } from '../../../src/shared/order/order.ts';
import { selectionOf } from '../../../src/shared/order/price-selection.ts';
import { emptyTicket, reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import { refundCents } from '../../../src/shared/order/refund.ts';
import { repriceTicket } from '../../../src/shared/order/reprice-ticket.ts';
import type { Selection } from '../../../src/shared/order/selection.ts';
import type { TicketCommand } from '../../../src/shared/order/ticket-command.ts';
import { ticketSchema, type Ticket } from '../../../src/shared/order/ticket.ts';
import { unitCents } from '../../../src/shared/order/totals.ts';
import { guestReceipt } from '../../../src/shared/receipt/guest-receipt.ts';
import { kitchenTicket } from '../../../src/shared/receipt/kitchen-ticket.ts';
import { heedSoldOut } from '../../../src/shared/sold-out/heed-sold-out.ts';
import { bringsSoldOut, soldOutOfLine } from '../../../src/shared/sold-out/sold-out-lines.ts';
import { soldOutOf } from '../../../src/shared/sold-out/sold-out.ts';
import { comboMenu } from '../../support/combo-menu.ts';
import { freshTicket } from '../../support/demo-order.ts';
import { plainPaper } from '../../support/plain-paper.ts';

const menu = comboMenu();
const lexicon = buildLexicon(menu);
const context = { menu, newId: randomUUID };
const [BOWL, SIDE, DRINK] = ['combo-801-bowl', 'combo-801-side', 'combo-801-drink'];
const LUNCH = { main: 'combo-802-main', drink: 'combo-802-drink' };

const greekCombo: Selection = {
  itemId: '801',
  quantity: 2,
  modifierIds: [],
  choices: [
    { choiceId: BOWL, optionId: '503', modifierIds: ['no-olives'] },
    { choiceId: SIDE, optionId: '903' },
    { choiceId: DRINK, optionId: '103' },
  ],
};
/** A salad whose dressing is still to be asked for. */
const lunchCombo: Selection = {
  itemId: '802',
  quantity: 1,
  modifierIds: [],
  choices: [
    { choiceId: LUNCH.main, optionId: '302', modifierIds: ['add-chicken'] },
    { choiceId: LUNCH.drink, optionId: '104' },
  ],
};

function newTicket(): Ticket {
  return emptyTicket(freshTicket(), menu);
}

function after(ticket: Ticket, ...commands: readonly TicketCommand[]): Ticket {
  return commands.reduce((before, command) => {
    const result = reduceTicket(before, command, context);
    if (!result.ok) throw new Error(result.failure.code);
    return result.value;
  }, ticket);
}

const add = (selection: Selection): TicketCommand => ({ kind: 'add-item', selection });

function only({ lines: [line] }: Ticket) {
  if (line === undefined) throw new Error('the ticket is empty');
  return line;
}

function commit(ticket: Ticket) {
  return commitTicket(ticket, {
    orderId: orderIdSchema.parse(randomUUID()),
    orderNumber: 'B-001',
    laneId: laneIdSchema.parse('lane-1'),
    orderType: 'takeout',
    tender: { kind: 'card-simulator', tipCents: 0 },
    placedAtMs: 1_000,
    menu,
  });
}

function ordered(ticket: Ticket): Order {
  const result = commit(ticket);
  if (!result.ok) throw new Error(result.failure);
  return orderSchema.parse(result.value.order);
}

describe('one line of a ticket', () => {
  test('a combo costs its price, what its slots add and what its components have on them', () => {
    const ticket = ticketSchema.parse(after(newTicket(), add(greekCombo)));
    expect(unitCents(only(ticket))).toBe(1_700 + 150);
    expect(ticket.totals).toMatchObject({ subtotalCents: 3_700, taxCents: 296, totalCents: 3_996 });
    const chicken = menu.modifiers.find(({ id }) => id === 'add-chicken')?.priceCents ?? 0;
    expect(chicken).toBeGreaterThan(0);
    expect(unitCents(only(after(newTicket(), add(lunchCombo))))).toBe(1_500 + chicken);
  });

  test('the same combo again raises its line; another component makes another line', () => {
    const other = { ...greekCombo, choices: [{ choiceId: BOWL, optionId: '503' }] };
    const ticket = after(newTicket(), add(greekCombo), add(greekCombo), add(other));
    expect(ticket.lines.map(({ quantity }) => quantity)).toEqual([4, 2]);
  });

  test('an empty slot and a component’s required choice are asked for, then answered by a tap', () => {
    const empty = { itemId: '802', quantity: 1, modifierIds: [], choices: [] };
    let ticket = after(newTicket(), add(empty));
    const answers = ['302', '103', 'ranch'];
    const asked: string[] = [];
    for (const answerId of answers) {
      const [question] = ticket.questions;
      if (question === undefined) throw new Error('nothing is asked');
      asked.push(question.text);
      const { questionId } = question;
      ticket = after(ticket, { kind: 'answer-question', questionId, answerId });
    }
    expect(asked.map((text) => text.split('?')[0])).toEqual([
      'Lunch Combo: which main',
      'Lunch Combo: which drink',
      'Greek Salad: which dressing',
    ]);
    expect(ticket.questions).toEqual([]);
    expect(selectionOf(only(ticket)).choices).toEqual([
      {
        choiceId: LUNCH.main,
        optionId: '302',
        choices: [{ choiceId: 'salads-dressing', optionId: 'ranch' }],
      },
      { choiceId: LUNCH.drink, optionId: '103' },
    ]);
  });

  test('a combo whose component lacks a choice is not committed, and the relay refuses it', () => {
    const open = after(newTicket(), add(lunchCombo));
    expect(commit(open)).toEqual({ ok: false, failure: 'choice-required' });
    const whole = ordered(
      after(open, {
        kind: 'answer-question',
        questionId: open.questions[0]?.questionId ?? '',
        answerId: 'ranch',
      }),
    );
    expect(checkOrder(whole, menu).ok).toBe(true);
    const [line] = whole.lines;
    const choices = line?.choices.map((one) => ({ ...one, choices: undefined })) ?? [];
    const stripped = { ...whole, lines: whole.lines.map((one) => ({ ...one, choices })) };
    expect(checkOrder(stripped, menu).ok).toBe(false);
  });

  test('the relay believes no price, name or component that its menu does not have', () => {
    const order = ordered(after(newTicket(), add(greekCombo)));
    const forged = (change: Partial<Order['lines'][number]['choices'][number]>) => ({
      ...order,
      lines: order.lines.map((line) => ({
        ...line,
        choices: line.choices.map((one) => (one.choiceId === SIDE ? { ...one, ...change } : one)),
      })),
    });
    expect(checkOrder(forged({}), menu).ok).toBe(true);
    for (const change of [
      { priceCents: 0 },
      { optionId: '701' },
      { itemId: '901' },
      { name: 'Fries' },
      { modifiers: [{ modifierId: 'no-olives', name: 'No Olives', priceCents: 0 }] },
    ]) {
      expect(checkOrder(forged(change), menu).ok).toBe(false);
    }
  });

  test('another pick for one slot keeps how the other components are wanted', () => {
    const ticket = after(newTicket(), add(greekCombo));
    const { lineId } = only(ticket);
    const changed = after(
      ticket,
      { kind: 'set-choice', lineId, choiceId: DRINK, optionIds: ['101'] },
      {
        kind: 'set-component',
        lineId,
        component: { choiceId: BOWL, optionId: '503' },
        modifierIds: ['no-olives', 'no-feta'],
        choices: [],
      },
    );
    const [bowl] = only(changed).choices;
    expect(bowl?.modifiers?.map(({ name }) => name)).toEqual(['No Olives', 'No Feta']);
    expect(only(changed).choices.map(({ name }) => name)).toContain('Sweet Tea w. Lemon');
  });

  test('a dish on the ticket becomes a combo with all that was wanted of it, and the rest is asked', () => {
    const bowl = { itemId: '503', quantity: 2, modifierIds: ['no-feta'], choices: [], note: 'hot' };
    const ticket = after(newTicket(), add(bowl));
    const { lineId } = only(ticket);
    const made = after(ticket, { kind: 'make-combo', lineId, comboId: '801' });
    expect(only(made)).toMatchObject({
      name: 'Greek Bowl Combo',
      quantity: 2,
      note: 'hot',
      lineId,
    });
    expect(only(made).choices[0]?.modifiers?.[0]?.name).toBe('No Feta');
    expect(made.questions.map(({ text }) => text.split('?')[0])).toEqual([
      'Greek Bowl Combo: which side',
      'Greek Bowl Combo: which drink',
    ]);
    const refused = reduceTicket(ticket, { kind: 'make-combo', lineId, comboId: '802' }, context);
    expect(refused).toEqual({ ok: false, failure: { code: 'unknown-item' } });
  });

  test('a new menu’s price for a slot waits for a person’s yes', () => {
    const ticket = after(newTicket(), add(greekCombo));
    const dearer = {
      ...menu,
      version: 'next',
      choices: menu.choices.map((choice) =>
        choice.id === SIDE
          ? { ...choice, options: choice.options.map((one) => ({ ...one, priceCents: 300 })) }
          : choice,
      ),
    };
    const line = only(repriceTicket(ticket, dearer));
    expect(line).toMatchObject({ status: 'suggested', wasUnitCents: 1_850 });
    expect(line.choices[0]?.modifiers?.[0]?.name).toBe('No Olives');
  });

  test('a combo is given back as a whole, to the cent', () => {
    const order = ordered(after(newTicket(), add(greekCombo)));
    const lines = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
    expect(refundCents(order, [], lines)).toEqual({ ok: true, value: order.totals.totalCents });
  });
});

describe('for the kitchen and the guest', () => {
  const order = ordered(after(newTicket(), add(greekCombo)));
  const kitchen = { timeZone: 'America/New_York', isCopy: false, isInPlaceOfScreen: false };

  test('the kitchen’s paper lists components, each with its own changes', () => {
    const document = kitchenTicket(order, [], { ...kitchen, language: 'en' });
    const text = document === undefined ? '' : plainPaper(document);
    expect(text).toMatch(
      /2 x Greek Bowl Combo\n.*\* Greek Bowl\n {5}\* No Olives\n.*\* Truffle Fries/,
    );
  });

  test('the guest’s receipt says what a component costs on top, in both languages', () => {
    const restaurant = { name: 'Corner', timeZone: 'America/New_York', currency: 'USD' };
    for (const language of ['en', 'es'] as const) {
      const text = plainPaper(guestReceipt(order, [], { restaurant, language, isCopy: false }));
      expect(text).toMatch(/Greek Bowl Combo +\$?37[.,]00/);
      expect(text).toMatch(/Truffle Fries \(\+.*1[.,]50/);
      expect(text).toContain('No Olives');
    }
  });

  test('the count of all that is to be made counts components, not combos', () => {
    const counts = allDay([
      {
        order,
        kitchenStatus: 'new',
        receivedAtMs: 0,
        movedAtMs: 0,
        cancellations: [],
        isSynchronised: true,
      },
    ]);
    expect(counts.map(({ name, count }) => `${count} ${name}`)).toEqual([
      '2 Greek Bowl',
      '2 Lemonade',
      '2 Truffle Fries',
    ]);
  });
});

describe('sold out', () => {
  const noLemonade = soldOutOf([{ subject: { kind: 'item', itemId: '103' } }]);

  test('an item that is sold out fills no slot', () => {
    const ticket = after(newTicket(), add(greekCombo));
    expect(soldOutOfLine(only(ticket), noLemonade, menu)).toHaveLength(1);
    expect(bringsSoldOut([], ticket.lines, noLemonade, menu)).toBe(true);
  });

  test('said to the till, it is left off and its slot asked for', () => {
    const proposal = compileOrder({
      text: 'a greek bowl combo with fruit cup and lemonade',
      lexicon,
    });
    const utteranceId = utteranceIdSchema.parse(randomUUID());
    const heeded = heedSoldOut({ ...proposal, utteranceId }, newTicket(), menu, noLemonade);
    const ticket = applyVoice(newTicket(), heeded, context);
    expect(only(ticket).choices.map(({ name }) => name)).toEqual(['Fruit Cup', 'Greek Bowl']);
    expect(ticket.questions.map(({ kind }) => kind)).toEqual(['ask-a-person', 'missing-choice']);
  });
});

describe('by voice', () => {
  function hear(text: string, before = newTicket()): Ticket {
    const proposal = compileOrder({ text, lexicon, ...before });
    const utteranceId = utteranceIdSchema.parse(randomUUID());
    return applyVoice(before, { ...proposal, utteranceId }, context);
  }
  const shown = ({ lines }: Ticket) =>
    lines.map(({ quantity, name, choices, note }) =>
      [
        `${quantity} ${name}`,
        choices
          .map((choice) => choice.name)
          .sort()
          .join(' + '),
        ...(note === undefined ? [] : [note]),
      ]
        .filter((part) => part !== '')
        .join(': '),
    );

  const said: readonly [string, readonly string[]][] = [
    ['greek bowl combo with a lemonade', ['1 Greek Bowl Combo: Greek Bowl + Lemonade']],
    [
      'can i get a greek bowl combo with truffle fries and a sweet tea please',
      ['1 Greek Bowl Combo: Greek Bowl + Sweet Tea w. Lemon + Truffle Fries'],
    ],
    ['two greek bowl combos with lemonades', ['2 Greek Bowl Combo: Greek Bowl + Lemonade']],
    ['a lunch combo with the soul bowl and a lemonade', ['1 Lunch Combo: Lemonade + Soul Bowl']],
    [
      'one greek bowl combo with lemonade and three lemonades',
      ['1 Greek Bowl Combo: Greek Bowl + Lemonade', '3 Lemonade'],
    ],
    [
      'greek bowl combo with lemonade and fruit cup and a lemonade',
      ['1 Greek Bowl Combo: Fruit Cup + Greek Bowl + Lemonade', '1 Lemonade'],
    ],
    ['a greek bowl combo and a blt sandwich', ['1 Greek Bowl Combo: Greek Bowl', '1 BLT Sandwich']],
    ['a greek bowl and a lemonade', ['1 Greek Bowl', '1 Lemonade']],
    [
      'greek bowl combo with lemonade no wait make that sweet tea',
      ['1 Greek Bowl Combo: Greek Bowl + Sweet Tea w. Lemon'],
    ],
  ];
  test.each(said)('%s', (text, lines) => {
    expect(shown(hear(text))).toEqual(lines);
  });

  test('a drink that may be several leaves the slot to be asked for', () => {
    const ticket = hear('greek bowl combo with fruit cup and a tea');
    expect(shown(ticket)).toEqual(['1 Greek Bowl Combo: Fruit Cup + Greek Bowl']);
    expect(ticket.questions.map(({ text }) => text.split('?')[0])).toEqual([
      'Greek Bowl Combo: which drink',
    ]);
  });

  test('a drink said later fills the slot of the combo on the ticket', () => {
    const ticket = hear('and a lemonade', hear('a greek bowl combo with fruit cup'));
    expect(shown(ticket)).toEqual(['1 Greek Bowl Combo: Fruit Cup + Greek Bowl + Lemonade']);
  });
});
