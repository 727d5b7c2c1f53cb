import { useState } from 'react';
import type { Menu, MenuChoice, MenuItem, MenuModifier } from '../../shared/menu/menu.ts';
import { missingChoices } from '../../shared/order/missing-choices.ts';
import type { Selection } from '../../shared/order/selection.ts';
import { keyOf, type SoldOut } from '../../shared/sold-out/sold-out.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useWords } from '../words/use-words.ts';
import {
  hasPreset,
  MAX_NOTE,
  pickedOf,
  withModifier,
  withNote,
  withOption,
  withPreset,
} from './item-draft.ts';
import { ItemMarks } from './item-marks.tsx';
import type { MenuIndex } from './menu-index.ts';

type ItemDialogProps = {
  readonly item: MenuItem;
  readonly menu: Menu;
  readonly index: MenuIndex;
  readonly start: Selection;
  readonly soldOut: SoldOut;
  /** The words on the button: adding, or changing a line. */
  readonly doneText: string;
  readonly onDone: (selection: Selection) => void;
  readonly onClose: () => void;
};

/** Choices with their min and max, changes, a note, how many. */
export function ItemDialog(props: ItemDialogProps) {
  const { item, menu, index, start, soldOut, doneText, onDone, onClose } = props;
  const [draft, setDraft] = useState(start);
  const [isTried, setIsTried] = useState(false);
  const missing = missingChoices(menu, draft);
  const { currency } = menu.restaurant;
  const finish = () => {
    if (missing.length > 0) setIsTried(true);
    else onDone(withNote(draft, draft.note?.trim() ?? ''));
  };
  return (
    <Dialog
      title={item.name}
      wide
      onClose={onClose}
      actions={
        <>
          <Stepper
            quantity={draft.quantity}
            onChange={(quantity) => setDraft({ ...draft, quantity })}
          />
          <Button look="primary" icon="check" onClick={finish}>
            {doneText}
          </Button>
        </>
      }
    >
      <ItemFacts item={item} currency={currency} />
      {index.choicesOf(item).map((choice) => (
        <ChoiceGroup
          key={choice.id}
          choice={choice}
          currency={currency}
          draft={draft}
          soldOut={soldOut}
          lacking={isTried ? (missing.find((one) => one.choice.id === choice.id)?.lacking ?? 0) : 0}
          onPick={(optionId) => setDraft(withOption(draft, choice, optionId))}
        />
      ))}
      <ModifierGroup
        modifiers={index.modifiersOf(item)}
        currency={currency}
        draft={draft}
        soldOut={soldOut}
        onPick={(modifierId) => setDraft(withModifier(draft, modifierId))}
      />
      <Note draft={draft} onDraft={setDraft} />
    </Dialog>
  );
}

type NoteProps = { readonly draft: Selection; readonly onDraft: (draft: Selection) => void };

function Note({ draft, onDraft }: NoteProps) {
  const words = useWords().item;
  return (
    <div className="note">
      <label className="field">
        <span>{words.note}</span>
        <input
          value={draft.note ?? ''}
          maxLength={MAX_NOTE}
          placeholder={words.notePlaceholder}
          onChange={(event) => onDraft(withNote(draft, event.currentTarget.value))}
        />
      </label>
      <div className="presets" role="group" aria-label={words.notePresetsLabel}>
        {words.notePresets.map((preset) => (
          <Button
            key={preset}
            aria-pressed={hasPreset(draft, preset)}
            onClick={() => onDraft(withPreset(draft, preset))}
          >
            {preset}
          </Button>
        ))}
      </div>
    </div>
  );
}

function ItemFacts({ item, currency }: { readonly item: MenuItem; readonly currency: string }) {
  return (
    <p className="item-facts">
      <Money cents={item.priceCents} currency={currency} />
      <ItemMarks item={item} />
    </p>
  );
}

type ChoiceGroupProps = {
  readonly choice: MenuChoice;
  readonly currency: string;
  readonly draft: Selection;
  readonly soldOut: SoldOut;
  /** Options still to be picked, once someone tried to finish without them. */
  readonly lacking: number;
  readonly onPick: (optionId: string) => void;
};

function ChoiceGroup({ choice, currency, draft, soldOut, lacking, onPick }: ChoiceGroupProps) {
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
          group={choice.id}
          option={option}
          currency={currency}
          isPicked={picked.some(({ optionId }) => optionId === option.id)}
          isSoldOut={soldOut.has(
            keyOf({ kind: 'option', choiceId: choice.id, optionId: option.id }),
          )}
          onPick={() => onPick(option.id)}
        />
      ))}
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

function ModifierGroup({ modifiers, currency, draft, soldOut, onPick }: ModifierGroupProps) {
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
          group="modifiers"
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
