import { memo } from 'react';
import type { LineId, UtteranceId } from '../../shared/ids.ts';
import { formatCents } from '../../shared/money.ts';
import { extrasOf } from '../../shared/order/line-extras.ts';
import { MAX_LINE_QUANTITY } from '../../shared/order/limits.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { Correction, TicketLine } from '../../shared/order/ticket.ts';
import { lineCents, unitCents } from '../../shared/order/totals.ts';
import { SURE_CONFIDENCE } from '../../shared/order/voice-edit.ts';
import { Button } from '../ui/button.tsx';
import { HearButton } from '../ui/hear-button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { Stepper } from '../ui/stepper.tsx';
import type { Words } from '../words/english.ts';
import { useWords } from '../words/use-words.ts';
import type { LineQuestion } from './line-dialogs.tsx';
import type { Answer } from './questions.tsx';
import { sameAgain } from './same-again.ts';

type TicketLineProps = {
  readonly line: TicketLine;
  readonly currency: string;
  /** The menu may have changed since the line was made. */
  readonly isOnMenu: boolean;
  readonly isOpen: boolean;
  readonly onToggle: (lineId: LineId) => void;
  readonly onCommand: (command: TicketCommand) => void;
  readonly onEdit: (line: TicketLine) => void;
  /** What of the line is sold out, by name; somebody has to say what becomes of it. */
  readonly soldOutName: string | undefined;
  /** What the line's item may become a part of. */
  readonly combos: readonly Answer[];
  readonly onKeepSoldOut: (lineId: LineId) => void;
  readonly onAskLine: (asking: LineQuestion, lineId: LineId) => void;
  readonly replaying: UtteranceId | undefined;
  /** Its words were said earlier, while the relay was away. */
  readonly isLate: boolean;
  readonly onHear: (utteranceId: UtteranceId, words: string) => void;
};

/** A line of the ticket. A tap opens its controls; a suggestion shows what was heard and waits for a yes. */
export const TicketLineRow = memo(function TicketLineRow(props: TicketLineProps) {
  const { line, currency, isOnMenu, isOpen, onToggle } = props;
  const changeBy = (step: number) => {
    const quantity = line.quantity + step;
    if (quantity < 1 || quantity > MAX_LINE_QUANTITY) return;
    props.onCommand({ kind: 'set-quantity', lineId: line.lineId, quantity });
  };
  const isSure = line.origin.by === 'touch' || line.origin.confidence >= SURE_CONFIDENCE;
  return (
    <li
      className="line"
      data-status={line.status}
      data-sure={isSure}
      data-correction={line.correction?.kind}
      data-open={isOpen}
      aria-label={`${line.quantity} ${line.name}`}
    >
      <button
        type="button"
        className="line-head"
        aria-expanded={isOpen}
        aria-keyshortcuts="+ -"
        onClick={() => onToggle(line.lineId)}
        onKeyDown={({ key }) => {
          if (key === '+' || key === '=') changeBy(1);
          if (key === '-') changeBy(-1);
        }}
      >
        <span className="line-quantity">{line.quantity}×</span>
        <span className="line-what">
          <span className="line-name">{line.name}</span>
          <LineExtras line={line} currency={currency} />
          {!isOnMenu && <GoneFromMenu />}
        </span>
        <span className="line-price">
          <Money cents={lineCents(line)} currency={currency} />
        </span>
        <Icon name="chevron" />
      </button>
      {props.soldOutName !== undefined && <SoldOutLine {...props} />}
      {line.status === 'suggested' && <Suggestion {...props} isSure={isSure} />}
      {isOpen && <LineControls {...props} />}
    </li>
  );
});

/** It was on the ticket before it was sold out: it stays until a person has asked. */
function SoldOutLine({ line, soldOutName = '', onKeepSoldOut, onCommand }: TicketLineProps) {
  const words = useWords().soldOut;
  const { lineId } = line;
  return (
    <div className="line-sold-out" role="status">
      <p>
        <Icon name="ban" /> <span>{words.lineAsk(soldOutName)}</span>
      </p>
      <Button onClick={() => onCommand({ kind: 'remove-line', lineId })}>{words.takeOff}</Button>
      <Button onClick={() => onKeepSoldOut(lineId)}>{words.keep}</Button>
    </div>
  );
}

function LineExtras({ line, currency }: Pick<TicketLineProps, 'line' | 'currency'>) {
  const extras = extrasOf(line);
  return (
    <>
      {extras.length > 0 && (
        <span
          className="line-extras"
          data-combo={line.choices.some(({ itemId }) => itemId !== undefined)}
        >
          {extras.map(({ key, name, priceCents, depth }) => (
            <span key={key} className="line-extra" data-depth={depth}>
              {name}
              {priceCents > 0 && (
                <>
                  {' '}
                  <Money cents={priceCents} currency={currency} plus />
                </>
              )}
            </span>
          ))}
        </span>
      )}
      {line.note !== undefined && (
        <span className="line-note">
          <Icon name="note" /> {line.note}
        </span>
      )}
    </>
  );
}

function GoneFromMenu() {
  const words = useWords().ticket;
  return (
    <span className="line-gone">
      <Icon name="alert" /> {words.gone}
    </span>
  );
}

type SuggestionProps = TicketLineProps & { readonly isSure: boolean };

function Suggestion(props: SuggestionProps) {
  const { line, isSure, isOnMenu, currency, onCommand } = props;
  const { ticket: words, lineMenu, locale } = useWords();
  const money = (cents: number) => formatCents(cents, currency, locale);
  const { lineId, correction, wasUnitCents } = line;
  const { tag, yes, no } = proposalWords(line, isSure, words);
  return (
    <div className="suggestion">
      {wasUnitCents === undefined ? (
        <Heard {...props} tag={tag} />
      ) : (
        <p className="suggestion-words">
          <strong>{lineMenu.priceChanged(money(wasUnitCents), money(unitCents(line)))}</strong>
        </p>
      )}
      <Button
        icon={correction === undefined ? 'close' : 'undo'}
        label={`${no} ${line.name}`}
        onClick={() => onCommand({ kind: 'reject-line', lineId })}
      />
      {isOnMenu && (
        <Button
          look="yes"
          icon="check"
          aria-label={`${yes} ${line.name}`}
          onClick={() => onCommand({ kind: 'confirm-line', lineId })}
        >
          {wasUnitCents === undefined ? yes : lineMenu.takePrice}
        </Button>
      )}
      {correction?.kind === 'change' && <Before before={correction.before} />}
    </div>
  );
}

/** What a person had confirmed, and gets back with a no. */
function Before({ before }: Pick<Correction, 'before'>) {
  const words = useWords().ticket;
  const extras = extrasOf(before).map(({ name }) => name);
  return (
    <p className="suggestion-before">
      {words.before([`${before.quantity}× ${before.name}`, ...extras].join(', '))}
    </p>
  );
}

function proposalWords(line: TicketLine, isSure: boolean, words: Words['ticket']) {
  switch (line.correction?.kind) {
    case 'remove':
      return { tag: words.toRemove, yes: words.remove, no: words.keepLine };
    case 'change':
      return { tag: words.toChange, yes: words.confirm, no: words.takeBack };
    case undefined:
      return {
        tag: isSure ? words.suggested : words.unsure,
        yes: words.confirm,
        no: words.reject,
      };
  }
}

type HeardProps = Pick<TicketLineProps, 'line' | 'replaying' | 'isLate' | 'onHear'> & {
  readonly tag?: string;
};

/** The words that made the line; a tap plays them. */
function Heard({ line, replaying, isLate, onHear, tag }: HeardProps) {
  const words = useWords().hearing;
  const shown = tag !== undefined && <span className="tag">{tag}</span>;
  const isQuoted = line.origin.by === 'voice' && line.origin.words !== '';
  if (line.origin.by === 'touch' || !isQuoted) return <p className="suggestion-words">{shown}</p>;
  const { utteranceId, words: heard } = line.origin;
  const isSounding = utteranceId === replaying;
  return (
    <div className="suggestion-words">
      <HearButton
        label={`${isSounding ? words.stop : words.again}: ${heard}`}
        isSounding={isSounding}
        onPress={() => onHear(utteranceId, heard)}
      >
        <span>
          {shown} {isLate && <span className="tag">{words.earlier}</span>} <q>{heard}</q>
        </span>
      </HearButton>
    </div>
  );
}

/** Of several combos one is chosen; the slots that are still empty are asked for on the ticket. */
function MakeCombo({ line: { lineId }, combos, onCommand, onAskLine }: TicketLineProps) {
  const words = useWords().combo;
  const [only, ...others] = combos;
  if (only === undefined) return null;
  const make = () => {
    if (others.length > 0) onAskLine('combo', lineId);
    else onCommand({ kind: 'make-combo', lineId, comboId: only.id });
  };
  return <Button onClick={make}>{words.make}</Button>;
}

function LineControls(props: TicketLineProps) {
  const { line, isOnMenu, onCommand, onEdit, onAskLine } = props;
  const { ticket: words, lineMenu, comp, price } = useWords();
  const { lineId } = line;
  return (
    <div className="line-controls">
      <Stepper
        quantity={line.quantity}
        onChange={(quantity) => onCommand({ kind: 'set-quantity', lineId, quantity })}
        onType={() => onAskLine('quantity', lineId)}
      />
      {isOnMenu && (
        <>
          <Button
            aria-label={lineMenu.againOf(line.name)}
            onClick={() => onCommand({ kind: 'add-item', selection: sameAgain(line) })}
          >
            {lineMenu.again}
          </Button>
          <Button onClick={() => onEdit(line)}>{words.edit}</Button>
          <Button onClick={() => onAskLine('note', lineId)}>{lineMenu.note}</Button>
          <MakeCombo {...props} />
        </>
      )}
      {line.status === 'confirmed' && (
        <>
          <Button onClick={() => onAskLine('comp', lineId)}>{comp.open}</Button>
          <Button onClick={() => onAskLine('price', lineId)}>{price.open}</Button>
        </>
      )}
      <Button look="danger" icon="trash" onClick={() => onCommand({ kind: 'remove-line', lineId })}>
        {words.remove}
      </Button>
      {line.status === 'confirmed' && <Heard {...props} />}
    </div>
  );
}
