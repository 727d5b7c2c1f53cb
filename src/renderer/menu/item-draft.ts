/** What is picked in the item dialog, before it becomes a selection or changes to a line. Pure. */
import type { LineId } from '../../shared/ids.ts';
import type { MenuChoice } from '../../shared/menu/menu.ts';
import type { PickedOption, Selection } from '../../shared/order/selection.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';

export function emptyDraft(itemId: string): Selection {
  return { itemId, quantity: 1, modifierIds: [], choices: [] };
}

/** Picking one more than a choice's `max` takes the place of the oldest; a picked one is let go. */
export function withOption(draft: Selection, choice: MenuChoice, optionId: string): Selection {
  const others = draft.choices.filter(({ choiceId }) => choiceId !== choice.id);
  const picked = pickedOf(draft, choice);
  const isPicked = picked.some((option) => option.optionId === optionId);
  const next = isPicked
    ? picked.filter((option) => option.optionId !== optionId)
    : [...picked, { choiceId: choice.id, optionId }].slice(-choice.max);
  return { ...draft, choices: [...others, ...next] };
}

export function withModifier(draft: Selection, modifierId: string): Selection {
  const { modifierIds } = draft;
  return {
    ...draft,
    modifierIds: modifierIds.includes(modifierId)
      ? modifierIds.filter((id) => id !== modifierId)
      : [...modifierIds, modifierId],
  };
}

export function withNote(draft: Selection, note: string): Selection {
  const { itemId, quantity, modifierIds, choices } = draft;
  const rest = { itemId, quantity, modifierIds, choices };
  return note.trim() === '' ? rest : { ...rest, note };
}

/** As long as the contract takes. */
export const MAX_NOTE = 200;

export function hasPreset({ note = '' }: Selection, preset: string): boolean {
  return notesIn(note).includes(preset);
}

/** Puts a ready-made note beside what is there, or takes it away again; one too many is left out. */
export function withPreset(draft: Selection, preset: string): Selection {
  const notes = notesIn(draft.note ?? '');
  const next = notes.includes(preset)
    ? notes.filter((note) => note !== preset)
    : [...notes, preset];
  const text = next.join(', ');
  return text.length > MAX_NOTE ? draft : withNote(draft, text);
}

function notesIn(note: string): readonly string[] {
  return note.split(',').flatMap((part) => part.trim() || []);
}

export function pickedOf(draft: Selection, { id }: MenuChoice): readonly PickedOption[] {
  return draft.choices.filter(({ choiceId }) => choiceId === id);
}

/** Commands that turn a line into the draft; only what differs. */
export function changesTo(
  lineId: LineId,
  before: Selection,
  after: Selection,
): readonly TicketCommand[] {
  const commands: TicketCommand[] = [];
  if (!isSame(before.modifierIds, after.modifierIds)) {
    commands.push({ kind: 'set-modifiers', lineId, modifierIds: after.modifierIds });
  }
  const choiceIds = new Set([...before.choices, ...after.choices].map(({ choiceId }) => choiceId));
  for (const choiceId of choiceIds) {
    const [was, is] = [optionsOf(before, choiceId), optionsOf(after, choiceId)];
    if (!isSame(was, is)) {
      commands.push({ kind: 'set-choice', lineId, choiceId, optionIds: is });
    }
  }
  if (before.note !== after.note) {
    const note = after.note?.trim();
    commands.push({ kind: 'set-note', lineId, ...(note !== undefined && { note }) });
  }
  if (before.quantity !== after.quantity) {
    commands.push({ kind: 'set-quantity', lineId, quantity: after.quantity });
  }
  return commands;
}

function optionsOf({ choices }: Selection, choiceId: string): readonly string[] {
  return choices.filter((picked) => picked.choiceId === choiceId).map(({ optionId }) => optionId);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => other[index] === id);
}
