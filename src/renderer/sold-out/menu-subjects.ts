/** Everything of a menu that can run out, found by its name. Pure. */
import { isSlot } from '../../shared/menu/combo.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import { keyOf, type SoldOutSubject } from '../../shared/sold-out/sold-out.ts';

export type NamedSubject = {
  readonly key: string;
  readonly subject: SoldOutSubject;
  readonly name: string;
  /** Of an option: the choice it belongs to. */
  readonly of?: string;
};

/** As many as fit beside the pad of a touch screen. */
const MAX_FOUND = 12;

export function subjectsOf(menu: Menu): readonly NamedSubject[] {
  const named = (subject: SoldOutSubject, name: string, of?: string): NamedSubject => ({
    key: keyOf(subject),
    subject,
    name,
    ...(of !== undefined && { of }),
  });
  return [
    ...menu.items.map(({ id, name }) => named({ kind: 'item', itemId: id }, name)),
    ...menu.modifiers.map(({ id, name }) => named({ kind: 'modifier', modifierId: id }, name)),
    // What fills a combo's slot runs out with its item.
    ...menu.choices
      .filter((choice) => !isSlot(choice))
      .flatMap((choice) =>
        choice.options.map(({ id, name }) =>
          named({ kind: 'option', choiceId: choice.id, optionId: id }, name, choice.name),
        ),
      ),
  ];
}

/** Those whose name has every word of the query; names that begin with it come first. */
export function findSubjects(
  subjects: readonly NamedSubject[],
  query: string,
): readonly NamedSubject[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const words = wanted.split(/\s+/);
  const found = subjects.filter(({ name }) =>
    words.every((word) => name.toLowerCase().includes(word)),
  );
  const begins = ({ name }: NamedSubject) => name.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, MAX_FOUND);
}
