/**
 * Sets what BuildPanel understood beside what the words say. The menu decides what exists and the
 * words win; BuildPanel's agreement makes an edit surer, its dissent less sure, and a dish that only
 * BuildPanel heard is asked for.
 */
import type { OrderData } from '../../buildpanel/order-data.ts';
import { asking } from '../question-text.ts';
import type { AddEdit, VoiceEdit, VoiceQuestion } from '../voice-edit.ts';

export type Understood = {
  readonly edits: readonly VoiceEdit[];
  readonly questions: readonly VoiceQuestion[];
};

const MAX_CLAIMS = 20;
/** How sure we are of a dish that BuildPanel names when there are no words at all. */
const WORDLESS_CONFIDENCE = 0.5;
const NOT_CLAIMED = 0.85;
const OTHER_NUMBER = 0.75;

/** `read` compiles a text by itself; `knownItemIds` are on the ticket already. */
export function reconcile(
  heard: Understood,
  orderData: OrderData,
  context: {
    readonly hasWords: boolean;
    readonly knownItemIds: ReadonlySet<string>;
    readonly read: (text: string) => Understood;
  },
): Understood {
  const claims = orderData.items.slice(0, MAX_CLAIMS).flatMap((item): AddEdit[] => {
    const said = `${item.quantity} ${item.name}, ${item.modifiers.join(', ')}`;
    const [edit, ...others] = context.read(said).edits;
    return edit?.kind === 'add' && others.length === 0 ? [edit] : [];
  });
  if (claims.length === 0) return heard;
  if (!context.hasWords) return claimed(heard, claims);

  const edits = heard.edits.map((edit) =>
    edit.kind === 'add' ? { ...edit, confidence: weighed(edit, heard.edits, claims) } : edit,
  );
  const isCorrection = heard.edits.some(({ kind }) => kind !== 'add');
  const asked = new Set(heard.questions.flatMap(({ itemIds }) => itemIds));
  const unheard = claims.filter(
    ({ selection: { itemId } }) =>
      !asked.has(itemId) &&
      !context.knownItemIds.has(itemId) &&
      !adds(heard.edits).some(({ selection }) => selection.itemId === itemId),
  );
  const questions = heard.questions.map((question) => likelierFirst(question, claims));
  return { edits, questions: isCorrection ? questions : [...questions, ...unheard.map(wasThere)] };
}

function adds(edits: readonly VoiceEdit[]): AddEdit[] {
  return edits.filter((edit) => edit.kind === 'add');
}

/** Without a transcript BuildPanel's dishes become suggestions, none of them sure. */
function claimed(heard: Understood, claims: readonly AddEdit[]): Understood {
  const edits = claims.map((claim) => ({ ...claim, words: '', confidence: WORDLESS_CONFIDENCE }));
  return { ...heard, edits };
}

function weighed(edit: AddEdit, edits: readonly VoiceEdit[], claims: readonly AddEdit[]): number {
  const { itemId } = edit.selection;
  const units = (among: readonly AddEdit[]) =>
    among
      .filter(({ selection }) => selection.itemId === itemId)
      .reduce((sum, { selection }) => sum + selection.quantity, 0);
  const theirs = units(claims);
  if (theirs === 0) return edit.confidence * NOT_CLAIMED;
  if (theirs !== units(adds(edits))) return edit.confidence * OTHER_NUMBER;
  return edit.confidence + (1 - edit.confidence) / 2;
}

/** An ambiguous name stays a question; what BuildPanel took it for comes first. */
function likelierFirst(question: VoiceQuestion, claims: readonly AddEdit[]): VoiceQuestion {
  if (question.kind !== 'which-item') return question;
  const isClaimed = (itemId: string) => claims.some(({ selection }) => selection.itemId === itemId);
  const itemIds = [...question.itemIds].sort((a, b) => Number(isClaimed(b)) - Number(isClaimed(a)));
  return { ...question, itemIds };
}

function wasThere({ selection, words }: AddEdit): VoiceQuestion {
  return {
    kind: 'which-item',
    ...asking({
      kind: 'also',
      quantity: selection.quantity,
      words: words.replace(/^\d+ /, '').replace(/,\s*$/, ''),
    }),
    itemIds: [selection.itemId],
    quantity: selection.quantity,
    candidates: [selection],
    words: '',
  };
}
