/** Binds what was wished for to the modifiers and options that the menu gives one item. */
import type { MenuItem } from '../../menu/menu.ts';
import type { PickedOption, Selection } from '../selection.ts';
import type { Draft, Wish, WishVerb } from './draft.ts';
import type { Lexicon, ModifierVerb } from './lexicon.ts';

export type Binding =
  | { readonly kind: 'modifier'; readonly modifierId: string }
  | { readonly kind: 'option'; readonly picked: PickedOption }
  /** The dish comes with it anyway. */
  | { readonly kind: 'included'; readonly leftOutBy: readonly string[] };

const MODIFIERS_FOR: Readonly<Record<WishVerb, readonly ModifierVerb[]>> = {
  bare: ['add'],
  with: ['add'],
  add: ['add', 'extra'],
  extra: ['extra', 'add'],
  light: ['light'],
  no: ['no'],
  drop: [],
  note: [],
};

/** What the item's own menu entry makes of the wish, or undefined when it has nothing for it. */
export function bindingOf(wish: Wish, item: MenuItem): Binding | undefined {
  const { thing, verb } = wish;
  if (thing === undefined) return undefined;
  const modifiers = thing.modifiers.filter(({ modifierId }) =>
    item.modifierIds.includes(modifierId),
  );
  for (const wanted of MODIFIERS_FOR[verb]) {
    const found = modifiers.find((modifier) => modifier.verb === wanted);
    if (found !== undefined) return { kind: 'modifier', modifierId: found.modifierId };
  }
  if (verb === 'no' || verb === 'drop' || verb === 'light' || verb === 'note') return undefined;
  const option = thing.options.find(({ choiceId }) => item.choiceIds.includes(choiceId));
  if (option !== undefined) return { kind: 'option', picked: option };
  const leftOutBy = modifiers.filter((modifier) => modifier.verb === 'no');
  const isInName = verb === 'with' && item.name.toLowerCase().includes(thing.name);
  if (verb === 'extra' || (leftOutBy.length === 0 && !isInName)) return undefined;
  return { kind: 'included', leftOutBy: leftOutBy.map(({ modifierId }) => modifierId) };
}

/** Does any item this draft may be have something for the wish? */
export function accepts(draft: Draft, wish: Wish, lexicon: Lexicon): boolean {
  return draft.itemIds.some((itemId) => {
    const item = lexicon.items.get(itemId);
    if (item === undefined) return false;
    if (bindingOf(wish, item) !== undefined) return true;
    return takesBack(wish) && hasPicked(draft, wish, item, lexicon);
  });
}

/** Does the draft take the wish and still lack it: is its choice not made yet? */
export function lacks(draft: Draft, wish: Wish, lexicon: Lexicon): boolean {
  return draft.itemIds.some((itemId) => {
    const item = lexicon.items.get(itemId);
    const binding = item === undefined ? undefined : bindingOf(wish, item);
    if (item === undefined || binding === undefined) return false;
    if (binding.kind !== 'option') return true;
    const { choiceId } = binding.picked;
    const made = bindWishes(draft, item, lexicon).choices.filter(
      (one) => one.choiceId === choiceId,
    );
    return made.length < (lexicon.choices.get(choiceId)?.max ?? 1);
  });
}

function takesBack({ verb }: Wish): boolean {
  return verb === 'no' || verb === 'drop';
}

/** Has the draft, from its line or from these words, what the wish takes back? */
export function hasPicked(draft: Draft, wish: Wish, item: MenuItem, lexicon: Lexicon): boolean {
  const { choices, modifierIds } = bindWishes(draft, item, lexicon);
  return (
    choices.some((picked) => isAbout(wish, picked)) ||
    modifierIds.some((id) => wish.thing?.modifiers.some(({ modifierId }) => modifierId === id))
  );
}

function isAbout({ thing }: Wish, { choiceId, optionId }: PickedOption): boolean {
  return (
    thing?.options.some(
      (option) => option.choiceId === choiceId && option.optionId === optionId,
    ) === true
  );
}

function isSame(one: PickedOption, other: PickedOption): boolean {
  return one.choiceId === other.choiceId && one.optionId === other.optionId;
}

export type Bound = Pick<Selection, 'modifierIds' | 'choices'> & {
  readonly notes: readonly string[];
  /** How many wishes the menu had something for. */
  readonly fitting: number;
  /** Options too many for their choice: nobody knows which was meant. */
  readonly contested: readonly PickedOption[];
};

export function bindWishes(
  draft: Pick<Draft, 'base' | 'wishes'>,
  item: MenuItem,
  lexicon: Lexicon,
): Bound {
  const modifiers = new Set(draft.base?.modifierIds);
  let picks = (draft.base?.choices ?? []).map((picked) => ({
    picked,
    isOld: true,
    correction: 0,
  }));
  const contested: PickedOption[] = [];
  const notes = draft.base?.note === undefined ? [] : [draft.base.note];
  let fitting = 0;
  let lastSet: { readonly takeBack: () => void; readonly isLeftOut: boolean } | undefined;

  let isFreed = false;

  const pick = (picked: PickedOption, correction: number, isOld = false) => {
    const refusal = `no ${lexicon.choices.get(picked.choiceId)?.name.toLowerCase() ?? ''}`;
    if (notes.includes(refusal)) notes.splice(notes.indexOf(refusal), 1);
    const known = picks.find((one) => isSame(one.picked, picked));
    if (known !== undefined) {
      known.correction = Math.max(known.correction, correction);
      return;
    }
    const rivals = picks.filter((one) => one.picked.choiceId === picked.choiceId);
    const isFull = rivals.length >= (lexicon.choices.get(picked.choiceId)?.max ?? 1);
    const giving =
      correction > 0
        ? rivals.findLast((rival) => rival.correction < correction)
        : rivals.find((rival) => rival.isOld);
    if (isFull && giving === undefined) {
      contested.push(picked);
      return;
    }
    if (isFull || (correction > 0 && !isFreed)) picks = picks.filter((one) => one !== giving);
    picks.push({ picked, isOld, correction });
  };

  for (const wish of draft.wishes) {
    if (takesBack(wish)) {
      const kept = picks.filter(({ picked }) => !isAbout(wish, picked));
      const added =
        wish.thing?.modifiers.filter(
          ({ verb, modifierId }) => verb !== 'no' && modifiers.has(modifierId),
        ) ?? [];
      if (kept.length < picks.length || added.length > 0) {
        isFreed = kept.length < picks.length;
        picks = kept;
        for (const { modifierId } of added) modifiers.delete(modifierId);
        const wasOnIt = added.some(({ verb }) => verb !== 'add');
        if (!wasOnIt || bindingOf(wish, item) === undefined) {
          fitting += 1;
          continue;
        }
      }
      if (wish.verb === 'drop' && bindingOf(wish, item) === undefined) continue;
    }
    const binding = bindingOf(wish, item);
    if (binding === undefined) {
      const isLeftOut = takesBack(wish) || wish.text.startsWith('no ');
      if (isLeftOut && wish.correction > 0 && lastSet?.isLeftOut === true) lastSet.takeBack();
      if (wish.text !== '' && !notes.includes(wish.text)) notes.push(wish.text);
      const takeBack = () => void notes.splice(notes.indexOf(wish.text), 1);
      lastSet = isLeftOut ? { takeBack, isLeftOut } : undefined;
      continue;
    }
    fitting += 1;
    if (binding.kind === 'option') {
      pick(binding.picked, wish.correction, wish.isEarlier);
      if (wish.verb === 'extra') notes.push(wish.text);
    }
    if (binding.kind === 'modifier') {
      const isLeftOut = takesBack(wish);
      if (wish.correction > 0 && lastSet?.isLeftOut === isLeftOut) lastSet.takeBack();
      const { modifierId } = binding;
      modifiers.add(modifierId);
      lastSet = { takeBack: () => void modifiers.delete(modifierId), isLeftOut };
    }
    if (binding.kind === 'included') for (const id of binding.leftOutBy) modifiers.delete(id);
  }
  for (const picked of contested.splice(0)) pick(picked, 0);
  return {
    modifierIds: item.modifierIds.filter((id) => modifiers.has(id)),
    choices: item.choiceIds.flatMap((id) =>
      picks.map(({ picked }) => picked).filter(({ choiceId }) => choiceId === id),
    ),
    notes,
    fitting,
    contested,
  };
}
