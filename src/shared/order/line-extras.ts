/** Everything below a line's name, in reading order: options, a combo's components each with its own, modifiers. */
import type { Cents } from '../money.ts';
import type { LineChoice, TicketLine } from './ticket.ts';

export type LineExtra = {
  /** Unique within the line. */
  readonly key: string;
  readonly name: string;
  readonly priceCents: Cents;
  /** 1: it belongs to the component of a combo above it. */
  readonly depth: 0 | 1;
};

export function extrasOf({
  choices,
  modifiers,
}: Pick<TicketLine, 'choices' | 'modifiers'>): readonly LineExtra[] {
  return [...choices.flatMap(withItsOwn), ...modifiers.map((one) => modifierExtra(one, '', 0))];
}

function withItsOwn(choice: LineChoice): readonly LineExtra[] {
  const component = optionExtra(choice, '', 0);
  return [
    component,
    ...(choice.choices ?? []).map((one) => optionExtra(one, component.key, 1)),
    ...(choice.modifiers ?? []).map((one) => modifierExtra(one, component.key, 1)),
  ];
}

function optionExtra(
  { choiceId, optionId, name, priceCents }: LineChoice,
  above: string,
  depth: LineExtra['depth'],
): LineExtra {
  return { key: `${above} ${choiceId} ${optionId}`, name, priceCents, depth };
}

function modifierExtra(
  { modifierId, name, priceCents }: TicketLine['modifiers'][number],
  above: string,
  depth: LineExtra['depth'],
): LineExtra {
  return { key: `${above} ${modifierId}`, name, priceCents, depth };
}
