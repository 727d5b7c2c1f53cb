import { isSameComponent } from '../../shared/order/combo-line.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { Question, Ticket } from '../../shared/order/ticket.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';
import { asked } from './before-paying.ts';

export type Answer = { readonly id: string; readonly name: string; readonly priceCents: number };

/** What the ticket needs to know of the menu. */
export type TicketMenu = {
  readonly currency: string;
  readonly item: (itemId: string) => Answer | undefined;
  readonly combosWith: (itemId: string) => readonly Answer[];
  readonly choice: (choiceId: string) => { readonly options: readonly Answer[] } | undefined;
};

type QuestionsProps = {
  readonly ticket: Ticket;
  readonly menu: TicketMenu;
  readonly onCommand: (command: TicketCommand) => void;
};

/** What must be asked before the order stands, one at a time, with the answers to tap. */
export function Questions({ ticket, menu, onCommand }: QuestionsProps) {
  const { ticket: words, question: questionWords } = useWords();
  const [question] = ticket.questions;
  if (question === undefined) return null;
  const { questionId, kind } = question;
  const dismiss = () => onCommand({ kind: 'dismiss-question', questionId });
  return (
    <section className="question" data-kind={kind} aria-label={words.questions} role="status">
      <div className="question-text">
        <Icon name={kind === 'ask-a-person' ? 'person' : 'question'} />
        <span>{asked(question, questionWords)}</span>
        {ticket.questions.length > 1 && (
          <span className="question-more">{words.oneOf(ticket.questions.length)}</span>
        )}
        {kind === 'which-item' && (
          <Button look="quiet" icon="close" label={words.dismiss} onClick={dismiss} />
        )}
      </div>
      <div className="answers">
        {answersTo(question, ticket, menu).map(({ id, name, priceCents }) => (
          <Button
            key={id}
            onClick={() => onCommand({ kind: 'answer-question', questionId, answerId: id })}
          >
            {name}{' '}
            {priceCents > 0 && (
              <Money cents={priceCents} currency={menu.currency} plus={kind === 'missing-choice'} />
            )}
          </Button>
        ))}
        {kind === 'ask-a-person' && <Button onClick={dismiss}>{words.personDone}</Button>}
      </div>
    </section>
  );
}

function answersTo(question: Question, ticket: Ticket, menu: TicketMenu): readonly Answer[] {
  switch (question.kind) {
    case 'which-item':
      return question.itemIds.flatMap((itemId) => menu.item(itemId) ?? []);
    case 'missing-choice': {
      const { choiceId, component } = question;
      const line = ticket.lines.find(({ lineId }) => lineId === question.lineId);
      const picks =
        component === undefined
          ? line?.choices
          : line?.choices.find((picked) => isSameComponent(picked, component))?.choices;
      const isPicked = ({ id }: Answer) =>
        picks?.some((picked) => isSameComponent(picked, { choiceId, optionId: id })) ?? false;
      return menu.choice(question.choiceId)?.options.filter((option) => !isPicked(option)) ?? [];
    }
    case 'ask-a-person':
      return [];
  }
}
