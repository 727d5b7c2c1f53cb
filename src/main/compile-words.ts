/** The order compiler for the menu in use; what it learns of a menu is kept until the menu changes. */
import { COMMON_FOODS } from '../shared/order/compile/common-foods.ts';
import { buildLexicon, compileOrder, type Lexicon } from '../shared/order/compile-order.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { CompileWords } from './tickets/take-words.ts';

/** What was left over may be anybody's chatter; staff are told of food alone. */
function namesFood(words: string): boolean {
  return words.split(' ').some((word) => COMMON_FOODS.has(word));
}

export function createWordsCompiler(): CompileWords {
  let known: { readonly menu: Menu; readonly lexicon: Lexicon } | undefined;
  return ({ finalTranscription: text, orderData = null }, { lines, questions }, menu) => {
    if (known?.menu !== menu) known = { menu, lexicon: buildLexicon(menu) };
    const compiled = compileOrder({ text, lexicon: known.lexicon, lines, questions, orderData });
    return { ...compiled, notOnMenu: compiled.ignored.filter(namesFood) };
  };
}
