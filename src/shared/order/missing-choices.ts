/** Required choices that a line still lacks, and how they are asked for. */
import type { Menu, MenuChoice, MenuItem } from '../menu/menu.ts';
import type { QuestionAbout } from './question-about.ts';
import { questionText } from './question-text.ts';
import type { Component, PickedOption, Selection } from './selection.ts';

export type MissingChoice = {
  readonly choice: MenuChoice;
  /** How many options are still to be picked. */
  readonly lacking: number;
  readonly text: string;
  readonly about: QuestionAbout;
  /** What lacks it is not the item itself but what fills this slot of it. */
  readonly component?: Component;
};

type Picked = Pick<Selection, 'itemId'> & { readonly choices: readonly PickedOption[] };

/** The item's own first, then those of what fills its slots. */
export function missingChoices(menu: Menu, selection: Picked): MissingChoice[] {
  const item = menu.items.find(({ id }) => id === selection.itemId);
  if (item === undefined) return [];
  return [
    ...lackingOf(menu, item, selection.choices),
    ...selection.choices.flatMap((picked) => lackingOfComponent(menu, picked)),
  ];
}

function lackingOf(menu: Menu, item: MenuItem, picks: readonly PickedOption[]): MissingChoice[] {
  return menu.choices
    .filter((choice) => item.choiceIds.includes(choice.id))
    .map((choice) => {
      const picked = picks.filter(({ choiceId }) => choiceId === choice.id);
      const lacking = choice.min - picked.length;
      const about = {
        kind: 'missing',
        name: item.name,
        choice: choice.name,
        lacking,
        picked: picked.length,
      } as const;
      const options = choice.options.map((option) => option.name).join(', ');
      return { choice, lacking, about, text: `${questionText(about, 'en')} ${options}` };
    })
    .filter(({ lacking }) => lacking > 0);
}

function lackingOfComponent(
  menu: Menu,
  { choiceId, optionId, choices = [] }: PickedOption,
): MissingChoice[] {
  const slot = menu.choices.find(({ id }) => id === choiceId);
  const itemId = slot?.options.find(({ id }) => id === optionId)?.itemId;
  const item = menu.items.find(({ id }) => id === itemId);
  if (item === undefined) return [];
  const component = { choiceId, optionId };
  return lackingOf(menu, item, choices).map((missing) => ({ ...missing, component }));
}
