import { useId, type ReactNode } from 'react';
import type { MenuChoice, MenuModifier } from '../../shared/menu/menu.ts';
import type { Selection } from '../../shared/order/selection.ts';
import { subjectOf } from '../../shared/sold-out/sold-out-lines.ts';
import { keyOf, type SoldOut } from '../../shared/sold-out/sold-out.ts';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';
import { pickedOf } from './item-draft.ts';

type ChoiceGroupProps = {
  readonly choice: MenuChoice;
  readonly currency: string;
  readonly draft: Selection;
  readonly soldOut: SoldOut;
  /** Options still to be picked, once someone tried to finish without them. */
  readonly lacking: number;
  readonly onPick: (optionId: string) => void;
  /** Below the options: how what was picked is wanted. */
  readonly children?: ReactNode;
};

/** One choice with its rule and its options. */
export function ChoiceGroup(props: ChoiceGroupProps) {
  const { choice, currency, draft, soldOut, lacking, onPick, children } = props;
  const group = useId();
  const words = useWords().item;
  const picked = pickedOf(draft, choice);
  const isOne = choice.min === 1 && choice.max === 1;
  return (
    <fieldset className="picks">
      <legend>
        {choice.name} <span className="picks-rule">{words.pick(choice.min, choice.max)}</span>
      </legend>
      {lacking > 0 && (
        <p role="alert" className="problem">
          <Icon name="alert" /> {words.lacking(lacking, choice.name.toLowerCase())}
        </p>
      )}
      {choice.options.map((option) => (
        <Pick
          key={option.id}
          type={isOne ? 'radio' : 'checkbox'}
          group={group}
          option={option}
          currency={currency}
          isPicked={picked.some(({ optionId }) => optionId === option.id)}
          isSoldOut={soldOut.has(keyOf(subjectOf(choice.id, option)))}
          onPick={() => onPick(option.id)}
        />
      ))}
      {children}
    </fieldset>
  );
}

type ModifierGroupProps = {
  readonly modifiers: readonly MenuModifier[];
  readonly currency: string;
  readonly draft: Selection;
  readonly soldOut: SoldOut;
  readonly onPick: (modifierId: string) => void;
};

/** What may be put on or left off. */
export function ModifierGroup(props: ModifierGroupProps) {
  const { modifiers, currency, draft, soldOut, onPick } = props;
  const group = useId();
  const words = useWords().item;
  if (modifiers.length === 0) return null;
  return (
    <fieldset className="picks">
      <legend>
        {words.modifiers} <span className="picks-rule">{words.optional}</span>
      </legend>
      {modifiers.map((modifier) => (
        <Pick
          key={modifier.id}
          type="checkbox"
          group={group}
          option={modifier}
          currency={currency}
          isPicked={draft.modifierIds.includes(modifier.id)}
          isSoldOut={soldOut.has(keyOf({ kind: 'modifier', modifierId: modifier.id }))}
          onPick={() => onPick(modifier.id)}
        />
      ))}
    </fieldset>
  );
}

type PickProps = {
  readonly type: 'radio' | 'checkbox';
  readonly group: string;
  readonly option: MenuModifier;
  readonly currency: string;
  readonly isPicked: boolean;
  /** Can be let go, not picked. */
  readonly isSoldOut: boolean;
  readonly onPick: () => void;
};

function Pick({ type, group, option, currency, isPicked, isSoldOut, onPick }: PickProps) {
  const words = useWords().soldOut;
  return (
    <label className="pick" data-sold-out={isSoldOut}>
      <input
        type={type}
        name={group}
        className="hidden"
        checked={isPicked}
        disabled={isSoldOut && !isPicked}
        onChange={onPick}
      />
      <Icon name={isPicked ? 'check' : type === 'radio' ? 'circle' : 'plus'} />
      <span>{option.name}</span>
      {isSoldOut && <span className="sold-out-tag">{words.tag}</span>}
      {option.priceCents > 0 && <Money cents={option.priceCents} currency={currency} plus />}
    </label>
  );
}
