/** `the same for him`, `same sides`: what was ordered before, once more. */
import type { PickedOption } from '../selection.ts';
import { focusOn, giveHeld, lastOf, type Conversation } from './conversation.ts';
import type { Draft, Wish } from './draft.ts';
import type { Ear } from './ear.ts';

/** `the same for him`: one more of the last dish, as it is. */
export function hearSame(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const name = chunks[at + 1];
  if (name?.kind === 'choice-name') {
    chooseSame(talk, name.choiceIds);
    return at + 2;
  }
  const last = lastOf(talk);
  if (talk.verb === 'with' && last !== undefined && chunk.text.endsWith('same')) {
    const choiceIds = last.itemIds.flatMap((id) => talk.lexicon.items.get(id)?.choiceIds ?? []);
    chooseSame(talk, choiceIds);
    return at + 1;
  }
  giveHeld(talk);
  const model = lastOf(talk);
  if (model === undefined) return at + 1;
  const copy = {
    ...model,
    lineId: undefined,
    questionId: undefined,
    isSplit: false,
    partOf: undefined,
    wishes: model.wishes.map((wish) => ({ ...wish, isEarlier: true })),
    quantity: talk.count?.value ?? (chunk.text.startsWith('me ') ? 1 : model.quantity),
  };
  talk.drafts.push(copy);
  focusOn(talk, [copy]);
  talk.agreedAt = chunk.to;
  const next = chunks.slice(at + 1).find(({ kind }) => kind !== 'pause');
  if (/^(?:but|just|only|except)$/.test(next?.text ?? ''))
    talk.fix = { how: 'surely', target: copy };
  return at + 1;
}

/** `with the same dressing`: what was chosen of the dish before. */
function chooseSame(talk: Conversation, choiceIds: readonly string[]): void {
  const isOf = ({ thing, verb }: Wish) =>
    verb !== 'no' && thing?.options.some(({ choiceId }) => choiceIds.includes(choiceId)) === true;
  const last = lastOf(talk);
  const wishesOf = ({ wishes, base }: Draft): readonly Wish[] => [
    ...wishes,
    ...(base?.choices ?? []).map((picked) => chosen(picked)),
  ];
  const model = talk.drafts.findLast((draft) => draft !== last && wishesOf(draft).some(isOf));
  const wishes = model === undefined ? [] : wishesOf(model).filter(isOf);
  talk.held.push(...wishes.map((wish) => ({ ...wish, isEarlier: true })));
}

/** What a ticket's line has, as if it had just been wished. */
function chosen(picked: PickedOption): Wish {
  const thing = { name: '', modifiers: [], options: [picked] };
  return { verb: 'with', thing, text: '', correction: 0, from: 0, to: 0 };
}
