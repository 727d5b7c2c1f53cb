/** Changes to what fills a combo's slots, and the combo that an item on a ticket becomes. Pure. */
import { combosWith, isSlot } from '../menu/combo.ts';
import type { Menu } from '../menu/menu.ts';
import type { Component, PickedOption, Selection } from './selection.ts';

export function isSameComponent(one: Component, other: Component): boolean {
  return one.choiceId === other.choiceId && one.optionId === other.optionId;
}

/** The selection with one component wanted otherwise; unchanged where the combo does not have it. */
export function withComponent(
  selection: Selection,
  component: Component,
  change: (picked: PickedOption) => PickedOption,
): Selection {
  const choices = selection.choices.map((picked) =>
    isSameComponent(picked, component) ? change(picked) : picked,
  );
  return { ...selection, choices };
}

/** Another pick for one choice; what stays keeps how it was wanted. */
export function withPicks(
  { choices }: Pick<Selection, 'choices'>,
  choiceId: string,
  optionIds: readonly string[],
): readonly PickedOption[] {
  return [
    ...choices.filter((picked) => picked.choiceId !== choiceId),
    ...optionIds.map(
      (optionId) =>
        choices.find((picked) => isSameComponent(picked, { choiceId, optionId })) ?? {
          choiceId,
          optionId,
        },
    ),
  ];
}

/** The item as the combo's component, with all that was wanted of it; undefined where it does not fit. */
export function asCombo(selection: Selection, comboId: string, menu: Menu): Selection | undefined {
  const found = combosWith(menu, selection.itemId).find(({ combo }) => combo.id === comboId);
  if (found === undefined) return undefined;
  const { itemId, quantity, modifierIds, choices, note } = selection;
  const picked: PickedOption = {
    choiceId: found.slot.id,
    optionId: itemId,
    ...(modifierIds.length > 0 && { modifierIds }),
    ...(choices.length > 0 && {
      choices: choices.map(({ choiceId, optionId }) => ({ choiceId, optionId })),
    }),
  };
  const combo = { itemId: comboId, quantity, modifierIds: [], choices: [picked] };
  return withFixedSlots({ ...combo, ...(note !== undefined && { note }) }, menu);
}

/** With what there is no choice about: slots that only one item fills. */
export function withFixedSlots(selection: Selection, menu: Menu): Selection {
  const item = menu.items.find(({ id }) => id === selection.itemId);
  const fixed = (item?.choiceIds ?? []).flatMap((choiceId): PickedOption[] => {
    if (selection.choices.some((picked) => picked.choiceId === choiceId)) return [];
    const slot = menu.choices.find(({ id }) => id === choiceId);
    const [only, ...others] = slot?.options ?? [];
    const isFixed = slot !== undefined && slot.min > 0 && isSlot(slot) && others.length === 0;
    return isFixed && only !== undefined ? [{ choiceId, optionId: only.id }] : [];
  });
  return fixed.length === 0
    ? selection
    : { ...selection, choices: [...selection.choices, ...fixed] };
}
