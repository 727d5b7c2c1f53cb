/** Turns drafts into edits of the ticket and questions to the guest. */
import type { LineId } from '../../ids.ts';
import { withFixedSlots } from '../combo-line.ts';
import { VOICE_MAX_OF_ITEM } from '../limits.ts';
import { missingChoices } from '../missing-choices.ts';
import type { Selection } from '../selection.ts';
import { asking } from '../question-text.ts';
import type { VoiceEdit, VoiceQuestion } from '../voice-edit.ts';
import { bindWishes, type Bound } from './bind-wishes.ts';
import { isHeard, type Conversation } from './conversation.ts';
import type { Draft } from './draft.ts';
import type { Lexicon } from './lexicon.ts';
import { meantItems } from './longer-name.ts';

const MAX_NOTE_LENGTH = 200;
const MAX_ASKED_ITEMS = 10;

export type Settled = {
  readonly edits: readonly VoiceEdit[];
  readonly questions: readonly VoiceQuestion[];
};

export function settle(talk: Conversation, wordsAt: (from: number, to: number) => string): Settled {
  const edits: VoiceEdit[] = [];
  const questions: VoiceQuestion[] = [];
  for (const draft of splitsFirst(talk.drafts)) {
    const words = wordsAt(draft.from, draft.to);
    if (draft.lineId !== undefined) {
      edits.push(...lineEdits(talk, draft, draft.lineId, words));
      continue;
    }
    if (draft.isRemoved || draft.itemIds.length === 0) continue;
    if (draft.questionId !== undefined && !draft.isTouched) continue;
    const selections = selectionsOf(talk, draft);
    const [only] = selections;
    const isCertain = selections.length === 1 && only !== undefined && !draft.isDoubtful;
    if (isCertain) {
      for (const selection of spread(only.selection, only.bound, draft)) {
        const answers = draft.questionId === undefined ? {} : { answers: draft.questionId };
        edits.push({
          kind: 'add',
          selection,
          words,
          confidence: round(draft.confidence),
          ...answers,
        });
      }
    } else if (draft.questionId === undefined) {
      questions.push(
        whichItem(
          talk.lexicon,
          draft,
          selections.map(({ selection }) => selection),
          words,
        ),
      );
    }
  }
  const merged = mergeAdds(edits);
  return {
    edits: merged,
    questions: [...questions, ...missing(talk.lexicon, merged), ...forPerson(talk)],
  };
}

type Candidate = { readonly selection: Selection; readonly bound: Bound };

/** One selection for each item the draft may be; what was wished decides when only some items have it. */
function selectionsOf(talk: Conversation, draft: Draft): Candidate[] {
  const candidates = meantItems(draft, talk.lexicon).flatMap((itemId): Candidate[] => {
    const item = talk.lexicon.items.get(itemId);
    if (item === undefined) return [];
    const bound = bindWishes(draft, item, talk.lexicon);
    const general =
      isHeard(draft) || draft.lineId === undefined || talk.drafts.every((known) => !isHeard(known))
        ? talk.generalNotes
        : [];
    const note = [...bound.notes, ...general].join(', ').slice(0, MAX_NOTE_LENGTH).trim();
    return [
      {
        bound,
        selection: withFixedSlots(
          {
            itemId,
            quantity: Math.min(draft.quantity, VOICE_MAX_OF_ITEM),
            modifierIds: bound.modifierIds,
            choices: bound.choices,
            ...(note !== '' && { note }),
          },
          talk.lexicon.menu,
        ),
      },
    ];
  });
  const best = Math.max(0, ...candidates.map(({ bound }) => bound.fitting));
  return candidates.filter(({ bound }) => bound.fitting === best);
}

/**
 * `two salads with ranch and balsamic`, `two subs: white with fruit, wheat with rice`: one each, when of
 * every choice that got too many options they are as many as the pieces. Otherwise nobody knows.
 */
function spread(selection: Selection, bound: Bound, draft: Draft): Selection[] {
  const contested = new Set(bound.contested.map(({ choiceId }) => choiceId));
  if (contested.size === 0) return [selection];
  const settled = selection.choices.filter(({ choiceId }) => !contested.has(choiceId));
  const options = [...contested].map((choiceId) =>
    [...selection.choices, ...bound.contested].filter((option) => option.choiceId === choiceId),
  );
  const isOneEach = options.every((rivals) => rivals.length === draft.quantity);
  if (!isOneEach) return [{ ...selection, choices: settled }];
  return Array.from({ length: draft.quantity }, (_, piece) => ({
    ...selection,
    quantity: 1,
    choices: [...settled, ...options.flatMap((rivals) => rivals.slice(piece, piece + 1))],
  }));
}

function lineEdits(talk: Conversation, draft: Draft, lineId: LineId, words: string): VoiceEdit[] {
  const evidence = { lineId, words, confidence: round(Math.min(draft.confidence, 0.95)) };
  if (draft.isRemoved) return draft.isSplit ? [] : [{ kind: 'remove', ...evidence }];
  const hasGeneral = talk.generalNotes.length > 0 && talk.drafts.every((known) => !isHeard(known));
  if (!draft.isTouched && !hasGeneral) return [];
  const [only] = selectionsOf(talk, draft);
  if (only === undefined || draft.itemIds.length > 1) return [];
  const { selection } = only;
  return [
    { kind: 'change', selection, ...evidence, ...(draft.isSplit && { units: draft.quantity }) },
  ];
}

/** The same dish twice in one utterance is one line. */
function mergeAdds(edits: readonly VoiceEdit[]): VoiceEdit[] {
  const merged: VoiceEdit[] = [];
  for (const edit of edits) {
    const at =
      edit.kind === 'add'
        ? merged.findIndex(
            (known) => known.kind === 'add' && dish(known.selection) === dish(edit.selection),
          )
        : -1;
    const known = merged[at];
    if (known?.kind !== 'add' || edit.kind !== 'add') {
      merged.push(edit);
      continue;
    }
    const quantity = Math.min(
      known.selection.quantity + edit.selection.quantity,
      VOICE_MAX_OF_ITEM,
    );
    merged[at] = {
      ...known,
      selection: { ...known.selection, quantity },
      words: `${known.words} … ${edit.words}`,
      confidence: Math.min(known.confidence, edit.confidence),
    };
  }
  return merged;
}

function dish({ itemId, modifierIds, choices, note }: Selection): string {
  return JSON.stringify([itemId, modifierIds, choices, note]);
}

function whichItem(
  lexicon: Lexicon,
  draft: Draft,
  candidates: readonly Selection[],
  words: string,
): VoiceQuestion {
  const asked = candidates.slice(0, MAX_ASKED_ITEMS);
  const names = asked.map(({ itemId }) => lexicon.items.get(itemId)?.name ?? itemId);
  return {
    kind: 'which-item',
    ...asking({ kind: 'which', names }),
    itemIds: asked.map(({ itemId }) => itemId),
    quantity: Math.min(draft.quantity, VOICE_MAX_OF_ITEM),
    candidates: asked,
    words,
  };
}

function missing(lexicon: Lexicon, edits: readonly VoiceEdit[]): VoiceQuestion[] {
  return edits.flatMap((edit) => {
    if (edit.kind === 'remove') return [];
    return missingChoices(lexicon.menu, edit.selection).map(
      ({ choice, text, about }): VoiceQuestion => ({
        kind: 'missing-choice',
        text,
        about,
        itemIds: [edit.selection.itemId],
        choiceId: choice.id,
      }),
    );
  });
}

function forPerson(talk: Conversation): VoiceQuestion[] {
  const questions = talk.absurd.map(({ value, itemIds }): VoiceQuestion => {
    const [name] = itemIds.map((itemId) => talk.lexicon.items.get(itemId)?.name);
    const about = {
      kind: 'too-many',
      quantity: value,
      ...(name !== undefined && { name }),
    } as const;
    return { kind: 'ask-a-person', ...asking(about), itemIds };
  });
  if (!talk.wantsPerson) return questions;
  return [...questions, { kind: 'ask-a-person', ...asking({ kind: 'guest-asks' }), itemIds: [] }];
}

function round(confidence: number): number {
  return Math.round(Math.max(0, Math.min(1, confidence)) * 100) / 100;
}

/** Pieces leave a ticket's line before what stays of it is changed. */
function splitsFirst(drafts: readonly Draft[]): readonly Draft[] {
  const isPiece = ({ isSplit }: Draft) => isSplit;
  return [...drafts.filter(isPiece), ...drafts.filter((draft) => !isPiece(draft))];
}
