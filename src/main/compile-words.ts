/** The order compiler for the menu in use; what it learns of a menu is kept until the menu changes. */
import { buildLexicon, compileOrder, type Lexicon } from '../shared/order/compile-order.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { CompileWords } from './tickets/take-words.ts';

export function createWordsCompiler(): CompileWords {
  let known: { readonly menu: Menu; readonly lexicon: Lexicon } | undefined;
  return ({ finalTranscription: text, orderData = null }, { lines, questions }, menu) => {
    if (known?.menu !== menu) known = { menu, lexicon: buildLexicon(menu) };
    return compileOrder({ text, lexicon: known.lexicon, lines, questions, orderData });
  };
}
