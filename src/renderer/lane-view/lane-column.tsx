import type { ReactNode } from 'react';
import { extrasOf } from '../../shared/order/line-extras.ts';
import type { ReadBackLine } from '../../shared/order/read-back.ts';
import type { Tone } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';

export type LaneColumnProps = {
  readonly name: string;
  readonly now: {
    readonly word: string;
    readonly icon: IconName;
    readonly tone: Tone;
    readonly name: string;
  };
  /** This guest's, oldest first; the last may still change. */
  readonly said: readonly {
    readonly id: string;
    readonly text: string;
    readonly isOpen: boolean;
  }[];
  readonly lines: readonly ReadBackLine[];
  readonly questions: readonly string[];
  readonly totalCents: number;
  readonly currency: string;
  readonly isTakenOver: boolean;
  readonly wantsPerson: boolean;
  /** A person has come to the guest who asked for one. */
  readonly onHere: () => void;
  readonly isMuted: boolean;
  /** Its keys work on this lane. */
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onTakenOver: (isTakenOver: boolean) => void;
  readonly onMuted: (isMuted: boolean) => void;
  /** Figures of its sound, and whatever else belongs at the foot. */
  readonly children: ReactNode;
};

/** One lane in large type: what it does, what was said, what was understood, what to ask. */
export function LaneColumn(props: LaneColumnProps) {
  const { name, now, questions, wantsPerson, isChosen, onChoose } = props;
  const { laneView: words } = useWords();
  return (
    <section
      className="column"
      data-tone={wantsPerson ? 'danger' : now.tone}
      data-status={now.name}
      data-chosen={isChosen}
      aria-label={name}
      onFocus={onChoose}
      onPointerDown={onChoose}
    >
      <div className="column-head" role="status">
        <span className="column-icon">
          <Icon name={wantsPerson ? 'person' : now.icon} />
        </span>
        <div>
          <h2>{name}</h2>
          <strong className="column-now">{wantsPerson ? words.wantsPerson : now.word}</strong>
        </div>
      </div>
      <Said {...props} />
      <ReadBack {...props} />
      {questions.length > 0 && (
        <div className="column-asked" role="status">
          <h3>{words.asked}</h3>
          <p>
            <Icon name="question" /> {questions[0]}
          </p>
        </div>
      )}
      <Controls {...props} />
      {props.children}
    </section>
  );
}

function Said({ said }: LaneColumnProps) {
  const { laneView: words } = useWords();
  return (
    <div className="column-said">
      <h3>{words.said}</h3>
      {said.length === 0 && <p className="column-none">{words.nothingSaid}</p>}
      {said.map(({ id, text, isOpen }) => (
        <p key={id} data-open={isOpen}>
          {text}
        </p>
      ))}
    </div>
  );
}

function ReadBack({ lines, totalCents, currency }: LaneColumnProps) {
  const { laneView: words } = useWords();
  return (
    <div className="column-lines" tabIndex={0} role="group" aria-label={words.understood}>
      <h3>{words.understood}</h3>
      {lines.length === 0 && <p className="column-none">{words.nothingUnderstood}</p>}
      <ul>
        {lines.map(({ line, surety }) => (
          <li key={line.lineId} data-surety={surety}>
            <span className="column-quantity">{line.quantity}×</span>
            <span className="column-what">
              {line.name}
              <small>
                {extrasOf(line)
                  .map((extra) => extra.name)
                  .join(', ')}
              </small>
            </span>
            <span className="tag" data-surety={surety}>
              {surety !== 'sure' && <Icon name={surety === 'unsure' ? 'question' : 'ear'} />}
              {words.surety[surety]}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > 0 && (
        <p className="column-total">
          {words.total} <Money cents={totalCents} currency={currency} />
        </p>
      )}
    </div>
  );
}

function Controls(props: LaneColumnProps) {
  const { isTakenOver, isMuted, isChosen, onTakenOver, onMuted, wantsPerson } = props;
  const { laneView: words } = useWords();
  return (
    <div className="column-controls">
      {wantsPerson && (
        <Button look="primary" icon="check" onClick={props.onHere}>
          {words.here}
        </Button>
      )}
      <Button
        look={isTakenOver || wantsPerson ? 'plain' : 'primary'}
        icon={isTakenOver ? 'ear' : 'person'}
        onClick={() => onTakenOver(!isTakenOver)}
        {...(isChosen && { hotkey: 'F5' })}
      >
        {isTakenOver ? words.handBack : words.person}
      </Button>
      <Button
        icon={isMuted ? 'mic-off' : 'mic'}
        aria-pressed={isMuted}
        onClick={() => onMuted(!isMuted)}
        {...(isChosen && { hotkey: 'F8' })}
      >
        {isMuted ? words.unmute : words.mute}
      </Button>
    </div>
  );
}
