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
  const count = lacking === 1 ? (picked > 0 ? 'one more ' : '') : `${lacking} `;
  const options = choice.options.map(({ name }) => name).join(', ');
  return `${itemName}: which ${count}${choice.name.toLowerCase()}? ${options}`;
}
