/** What is picked in the item dialog, before it becomes a selection or changes to a line. Pure. */
import type { LineId } from '../../shared/ids.ts';
import type { MenuChoice } from '../../shared/menu/menu.ts';
import { isSameComponent, withComponent } from '../../shared/order/combo-line.ts';
import type { Component, PickedOption, Selection } from '../../shared/order/selection.ts';
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

/** One component of a combo, to be picked for like an item of its own. */
export function componentDraft(itemId: string, { modifierIds, choices }: PickedOption): Selection {
  return { ...emptyDraft(itemId), modifierIds: modifierIds ?? [], choices: choices ?? [] };
}

export function withComponentDraft(
  draft: Selection,
  { choiceId, optionId }: PickedOption,
  { modifierIds, choices }: Selection,
): Selection {
  return withComponent(draft, { choiceId, optionId }, () => ({
    choiceId,
    optionId,
    ...(modifierIds.length > 0 && { modifierIds }),
    ...(choices.length > 0 && {
      choices: choices.map((one) => ({ choiceId: one.choiceId, optionId: one.optionId })),
    }),
  }));
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
  // Choices first: a component can be changed once it is there.
  const choiceIds = new Set([...before.choices, ...after.choices].map(({ choiceId }) => choiceId));
  for (const choiceId of choiceIds) {
    const [was, is] = [optionsOf(before, choiceId), optionsOf(after, choiceId)];
    if (!isSame(was, is)) {
      commands.push({ kind: 'set-choice', lineId, choiceId, optionIds: is });
    }
  }
  for (const component of after.choices) {
    const was = before.choices.find((picked) => isSameComponent(picked, component));
    commands.push(...changesToComponent(lineId, was, component));
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

function changesToComponent(
  lineId: LineId,
  before: PickedOption | undefined,
  after: PickedOption,
): readonly TicketCommand[] {
  const { choiceId, optionId, modifierIds = [], choices = [] } = after;
  const keys = (picks: readonly Component[]) =>
    picks.map((picked) => `${picked.choiceId} ${picked.optionId}`);
  const isKept =
    isSame(before?.modifierIds ?? [], modifierIds) &&
    isSame(keys(before?.choices ?? []), keys(choices));
  if (isKept) return [];
  const component = { choiceId, optionId };
  return [{ kind: 'set-component', lineId, component, modifierIds, choices }];
}

function optionsOf({ choices }: Selection, choiceId: string): readonly string[] {
  return choices.filter((picked) => picked.choiceId === choiceId).map(({ optionId }) => optionId);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => other[index] === id);
}
