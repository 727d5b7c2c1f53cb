/** Required choices that a line still lacks, and how they are asked for. */
import type { Menu, MenuChoice } from '../menu/menu.ts';
import type { QuestionAbout } from './question-about.ts';
import { questionText } from './question-text.ts';
import type { PickedOption, Selection } from './selection.ts';

export type MissingChoice = {
  readonly choice: MenuChoice;
  /** How many options are still to be picked. */
  readonly lacking: number;
  readonly text: string;
  readonly about: QuestionAbout;
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
