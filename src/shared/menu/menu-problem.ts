/** One thing that is wrong with a menu's source, so that the person who wrote it can mend it. */

export type MenuProblemCode =
  | 'not-a-menu'
  | 'empty-menu'
  | 'bad-field'
  | 'duplicate-id'
  | 'duplicate-name'
  | 'unknown-category'
  | 'unknown-item'
  | 'bad-choice'
  | 'bad-barcode';

/** `where` names the thing by id and name (`item 103 "Lemonade", priceCents`), `text` says what is wrong. */
export type MenuProblem = {
  readonly code: MenuProblemCode;
  readonly where: string;
  readonly text: string;
};
