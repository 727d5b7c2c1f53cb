import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexMenu, MAX_FOUND } from '../../../src/renderer/menu/menu-index.ts';
import {
  changesTo,
  emptyDraft,
  withModifier,
  withNote,
  withOption,
} from '../../../src/renderer/menu/item-draft.ts';
import { selectionOf } from '../../../src/shared/order/price-selection.ts';
import { reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import type { Selection } from '../../../src/shared/order/selection.ts';
import type { TicketCommand } from '../../../src/shared/order/ticket-command.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import { menu, newId, newTicket } from '../../e2e/renderer/make-tickets.ts';
import { seeds } from '../../e2e/renderer/seeds.ts';

const index = indexMenu(menu);
const found = (query: string) => index.find(query).map(({ name }) => name);

describe('search as you type', () => {
  it('finds names, aliases, and several words in any order', () => {
    expect(found('lemonade')[0]).toBe('Lemonade');
    expect(found('lemon aid')).toEqual(['Lemonade']);
    expect(found('salad chick').length).toBeGreaterThan(0);
    expect(found('GREEK bow')[0]).toBe('Greek Bowl');
  });

  it('does not mind accents, apostrophes and case', () => {
    expect(found('moms')[0]).toBe("Mom's Chicken Salad");
    expect(found('jalapeño')[0]).toBe('Jalapeno Pimento Bites');
  });

  it('puts what begins with the query before what merely has it', () => {
    expect(found('peach')[0]).toMatch(/^Peach/);
  });

  it('finds nothing for nothing, and never more than fits', () => {
    expect(found('  ')).toEqual([]);
    expect(found('pizza')).toEqual([]);
    expect(indexMenu(seeds['big-menu'].menu).find('dish')).toHaveLength(MAX_FOUND);
  });
});

describe('the menu on the grid', () => {
  it('shows each item in its category, categories in their order', () => {
    const orders = index.categories.map(
      ({ id }) => menu.categories.find((category) => category.id === id)?.displayOrder ?? 0,
    );
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
    const shown = index.categories.flatMap(({ id }) => index.itemsOf(id));
    expect(shown).toHaveLength(menu.items.length);
  });
});

describe('the item dialog', () => {
  const greekSalad = menu.items.find(({ name }) => name === 'Greek Salad');
  if (greekSalad === undefined) throw new Error('The demo menu has a Greek Salad');
  const choices = index.choicesOf(greekSalad);
  const modifiers = index.modifiersOf(greekSalad);

  it('takes the newest option when a choice allows only one', () => {
    const [dressing] = choices;
    const [first, second] = dressing?.options ?? [];
    if (dressing === undefined || first === undefined || second === undefined) {
      throw new Error('The demo menu has dressings');
    }
    const draft = withOption(
      withOption(emptyDraft('302'), dressing, first.id),
      dressing,
      second.id,
    );
    expect(draft.choices).toEqual([{ choiceId: dressing.id, optionId: second.id }]);
    expect(withOption(draft, dressing, second.id).choices).toEqual([]);
  });

  const pick = fc.oneof(
    fc.constantFrom(
      ...choices.flatMap((choice) => choice.options.map(({ id }) => ({ choice, id }))),
    ),
    fc.constantFrom(...modifiers.map(({ id }) => ({ modifier: id }))),
    fc.record({ note: fc.constantFrom('', 'no nuts', 'well done') }),
    fc.record({ quantity: fc.integer({ min: 1, max: 99 }) }),
  );
  const draftOf = (
    picks: readonly (typeof pick extends fc.Arbitrary<infer Pick> ? Pick : never)[],
  ) =>
    picks.reduce<Selection>((draft, picked) => {
      if ('choice' in picked) return withOption(draft, picked.choice, picked.id);
      if ('modifier' in picked) return withModifier(draft, picked.modifier);
      if ('note' in picked) return withNote(draft, picked.note);
      return { ...draft, quantity: picked.quantity };
    }, emptyDraft(greekSalad.id));

  const apply = (ticket: Ticket, command: TicketCommand): Ticket => {
    const next = reduceTicket(ticket, command, { menu, newId });
    if (!next.ok) throw new Error(next.failure.code);
    return next.value;
  };

  it('changes a line into just what was picked, and sends nothing when nothing changed', () => {
    fc.assert(
      fc.property(fc.array(pick), fc.array(pick), (before, after) => {
        const added = apply(newTicket(), { kind: 'add-item', selection: draftOf(before) });
        const [line] = added.lines;
        if (line === undefined) throw new Error('The line was added');
        const [start, wanted] = [selectionOf(line), draftOf(after)];
        const changed = changesTo(line.lineId, start, wanted).reduce(apply, added);
        const [end] = changed.lines;
        const sorted = ({ choices: c, modifierIds: m, ...rest }: Selection) => ({
          ...rest,
          choices: [...c].map((one) => JSON.stringify(one)).sort(),
          modifierIds: [...m].sort(),
        });
        expect(end && sorted(selectionOf(end))).toEqual(sorted(wanted));
        expect(changesTo(line.lineId, start, start)).toEqual([]);
      }),
    );
  });
});
