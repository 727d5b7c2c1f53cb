import { useState } from 'react';
import type { Menu, MenuItem } from '../../shared/menu/menu.ts';
import { missingChoices, type MissingChoice } from '../../shared/order/missing-choices.ts';
import type { Selection } from '../../shared/order/selection.ts';
import type { SoldOut } from '../../shared/sold-out/sold-out.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Money } from '../ui/money.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useWords } from '../words/use-words.ts';
import { ComponentPicks } from './component-picks.tsx';
import {
  hasPreset,
  MAX_NOTE,
  withModifier,
  withNote,
  withOption,
  withPreset,
} from './item-draft.ts';
import { ItemMarks } from './item-marks.tsx';
import type { MenuIndex } from './menu-index.ts';
import { ChoiceGroup, ModifierGroup } from './pick-groups.tsx';

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
          lacking={isTried ? lackingOf(missing, choice.id) : 0}
          onPick={(optionId) => setDraft(withOption(draft, choice, optionId))}
        >
          <ComponentPicks
            slot={choice}
            {...{ index, currency, draft, soldOut }}
            missing={isTried ? missing : []}
            onDraft={setDraft}
          />
        </ChoiceGroup>
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

/** How many options the item itself still lacks. */
function lackingOf(missing: readonly MissingChoice[], choiceId: string): number {
  const isIt = ({ choice, component }: MissingChoice) =>
    component === undefined && choice.id === choiceId;
  return missing.find(isIt)?.lacking ?? 0;
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
