import { isSameComponent } from '../../shared/order/combo-line.ts';
import type { MissingChoice } from '../../shared/order/missing-choices.ts';
import type { MenuChoice, MenuItem } from '../../shared/menu/menu.ts';
import type { PickedOption, Selection } from '../../shared/order/selection.ts';
import type { SoldOut } from '../../shared/sold-out/sold-out.ts';
import {
  componentDraft,
  pickedOf,
  withComponentDraft,
  withModifier,
  withOption,
} from './item-draft.ts';
import type { MenuIndex } from './menu-index.ts';
import { ChoiceGroup, ModifierGroup } from './pick-groups.tsx';

type ComponentPicksProps = {
  readonly slot: MenuChoice;
  readonly index: MenuIndex;
  readonly currency: string;
  readonly draft: Selection;
  readonly soldOut: SoldOut;
  /** What still lacks a choice, once someone tried to finish without it. */
  readonly missing: readonly MissingChoice[];
  readonly onDraft: (draft: Selection) => void;
};

/** How each item that fills a combo's slot is wanted; nothing for a choice that is no slot. */
export function ComponentPicks({ slot, draft, index, ...rest }: ComponentPicksProps) {
  return pickedOf(draft, slot).map((picked) => {
    const itemId = slot.options.find(({ id }) => id === picked.optionId)?.itemId;
    const item = itemId === undefined ? undefined : index.item(itemId);
    if (item === undefined) return null;
    return <Component key={item.id} {...rest} {...{ item, picked, draft, index }} />;
  });
}

type ComponentProps = Omit<ComponentPicksProps, 'slot'> & {
  readonly item: MenuItem;
  readonly picked: PickedOption;
};

function Component(props: ComponentProps) {
  const { item, picked, draft, index, currency, soldOut, missing, onDraft } = props;
  const own = componentDraft(item.id, picked);
  const put = (next: Selection) => onDraft(withComponentDraft(draft, picked, next));
  const modifiers = index.modifiersOf(item);
  const choices = index.choicesOf(item);
  if (modifiers.length + choices.length === 0) return null;
  return (
    <div className="component" role="group" aria-label={item.name}>
      <strong className="component-name">{item.name}</strong>
      {choices.map((choice) => (
        <ChoiceGroup
          key={choice.id}
          choice={choice}
          {...{ currency, soldOut }}
          draft={own}
          lacking={
            missing.find(
              (one) =>
                one.choice.id === choice.id &&
                one.component !== undefined &&
                isSameComponent(one.component, picked),
            )?.lacking ?? 0
          }
          onPick={(optionId) => put(withOption(own, choice, optionId))}
        />
      ))}
      <ModifierGroup
        {...{ modifiers, currency, soldOut }}
        draft={own}
        onPick={(modifierId) => put(withModifier(own, modifierId))}
      />
    </div>
  );
}
