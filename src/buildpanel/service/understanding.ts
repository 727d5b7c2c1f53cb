/** What BuildPanel makes of some words: the order in them, and what it says back. */
import { compileOrder, buildLexicon, type Lexicon } from '../../shared/order/compile-order.ts';
import type { Selection } from '../../shared/order/selection.ts';
import type { Menu } from '../../shared/menu/menu.ts';

export const NOT_UNDERSTOOD = 'Sorry, I did not catch that.';

export type UnderstoodOrder = {
  readonly items: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly modifiers: readonly string[];
  }[];
  /** 0 to 1. */
  readonly confidence: number;
};

export type Understood = {
  readonly response: string;
  /** Null when there is no order in the words. */
  readonly order: UnderstoodOrder | null;
};

export class Understanding {
  readonly #menu: Menu;
  readonly #lexicon: Lexicon;

  constructor(menu: Menu) {
    this.#menu = menu;
    this.#lexicon = buildLexicon(menu);
  }

  /** Each utterance stands alone: BuildPanel keeps no ticket. */
  understand(text: string): Understood {
    if (text.trim() === '') return { response: NOT_UNDERSTOOD, order: null };
    const { edits, questions, confidence } = compileOrder({ text, lexicon: this.#lexicon });
    const items = edits.flatMap((edit) =>
      edit.kind === 'add' ? [this.#itemOf(edit.selection)] : [],
    );
    const question = questions[0]?.text ?? 'Anything else?';
    return {
      response: `${sentenceOf(text)} ${question}`,
      order: items.length === 0 ? null : { items, confidence },
    };
  }

  #itemOf({ itemId, quantity, modifierIds, choices }: Selection): UnderstoodOrder['items'][number] {
    const { items, modifiers, choices: allChoices } = this.#menu;
    const options = allChoices.flatMap((choice) =>
      choice.options.map((option) => ({ choice, option })),
    );
    const chosen = choices.flatMap(({ choiceId, optionId }) =>
      options.filter(({ choice, option }) => choice.id === choiceId && option.id === optionId),
    );
    return {
      name: items.find(({ id }) => id === itemId)?.name ?? itemId,
      quantity,
      modifiers: [
        ...modifiers.filter(({ id }) => modifierIds.includes(id)).map(({ name }) => name),
        ...chosen.map(({ option }) => option.name),
      ],
    };
  }
}

function sentenceOf(text: string): string {
  const words = text.trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
}
