/** Required choices that a line still lacks, and how they are asked for. */
import type { Menu, MenuChoice } from '../menu/menu.ts';
import type { PickedOption, Selection } from './selection.ts';

export type MissingChoice = {
  readonly choice: MenuChoice;
  /** How many options are still to be picked. */
  readonly lacking: number;
  readonly text: string;
};

export function missingChoices(
  menu: Menu,
  selection: Pick<Selection, 'itemId'> & { readonly choices: readonly PickedOption[] },
): MissingChoice[] {
  const item = menu.items.find(({ id }) => id === selection.itemId);
  if (item === undefined) return [];
  return menu.choices
    .filter((choice) => item.choiceIds.includes(choice.id))
    .map((choice) => {
      const picked = selection.choices.filter(({ choiceId }) => choiceId === choice.id);
      const lacking = choice.min - picked.length;
      return { choice, lacking, text: choiceQuestion(item.name, choice, lacking, picked.length) };
    })
    .filter(({ lacking }) => lacking > 0);
}

function choiceQuestion(itemName: string, choice: MenuChoice, lacking: number, picked: number) {
  const name = choice.name.toLowerCase();
  const one = name.replace(/(?<!s)s$/, '');
  const asked =
    lacking > 1 ? `which ${lacking} ${name}` : picked > 0 ? `one more ${one}` : `which ${one}`;
  return `${itemName}: ${asked}? ${choice.options.map((option) => option.name).join(', ')}`;
}
