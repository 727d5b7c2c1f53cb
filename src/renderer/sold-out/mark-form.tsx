import { useState } from 'react';
import type { SoldOutState } from '../../shared/sold-out/sold-out.ts';
import { nextMorning, nextTimeOfDay } from '../../shared/sold-out/until.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

type MarkFormProps = {
  readonly name: string;
  readonly timeZone: string;
  readonly onMark: (state: SoldOutState) => void;
  readonly onCancel: () => void;
};

/** Until when: one tap, or a time of the day. */
export function MarkForm({ name, timeZone, onMark, onCancel }: MarkFormProps) {
  const { soldOut: words, app } = useWords();
  const [time, setTime] = useState('');
  const [hour, minute] = time.split(':').map(Number);
  return (
    <form
      className="mark-form"
      aria-label={words.markTitle(name)}
      onSubmit={(event) => {
        event.preventDefault();
        if (hour === undefined || minute === undefined || time === '') return;
        const untilMs = nextTimeOfDay(Date.now(), { hour, minute }, timeZone);
        onMark({ kind: 'sold-out', untilMs });
      }}
    >
      <h3>{words.markTitle(name)}</h3>
      <div className="presets">
        <Button
          look="primary"
          onClick={() => onMark({ kind: 'sold-out', untilMs: nextMorning(Date.now(), timeZone) })}
        >
          {words.untilMorning}
        </Button>
        <Button onClick={() => onMark({ kind: 'sold-out' })}>{words.untilNotice}</Button>
        <Button look="quiet" onClick={onCancel}>
          {app.cancel}
        </Button>
      </div>
      <div className="mark-time">
        <label className="field">
          <span>{words.untilTime}</span>
          <input
            type="time"
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </label>
        <Button submit disabled={time === ''}>
          {words.mark}
        </Button>
      </div>
    </form>
  );
}
