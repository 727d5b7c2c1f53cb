import { useMemo, useState } from 'react';
import type { Menu } from '../../shared/menu/menu.ts';
import {
  nameOf,
  type SoldOut,
  type SoldOutState,
  type SoldOutSubject,
} from '../../shared/sold-out/sold-out.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { MarkForm } from './mark-form.tsx';
import { findSubjects, subjectsOf, type NamedSubject } from './menu-subjects.ts';
import { useReturnText } from './use-return-text.ts';

type SoldOutDialogProps = {
  readonly menu: Menu;
  readonly soldOut: SoldOut;
  readonly onSet: (subject: SoldOutSubject, state: SoldOutState) => void;
  readonly onClose: () => void;
};

/** What has run out, and since it is the same list, what runs out now. */
export function SoldOutDialog({ menu, soldOut, onSet, onClose }: SoldOutDialogProps) {
  const words = useWords().soldOut;
  const [query, setQuery] = useState('');
  const [marking, setMarking] = useState<NamedSubject>();
  const subjects = useMemo(() => subjectsOf(menu), [menu]);
  const { timeZone } = menu.restaurant;
  const found = findSubjects(subjects, query).filter(({ key }) => !soldOut.has(key));
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      {marking === undefined ? (
        <>
          <label className="field">
            <span>{words.find}</span>
            <input
              type="search"
              autoComplete="off"
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
          </label>
          <Found {...{ found, query }} onPick={setMarking} />
        </>
      ) : (
        <MarkForm
          name={marking.name}
          timeZone={timeZone}
          onCancel={() => setMarking(undefined)}
          onMark={(state) => {
            onSet(marking.subject, state);
            setMarking(undefined);
            setQuery('');
          }}
        />
      )}
      <SoldOutNow {...{ menu, soldOut, onSet }} />
    </Dialog>
  );
}

type FoundProps = {
  readonly found: readonly NamedSubject[];
  readonly query: string;
  readonly onPick: (subject: NamedSubject) => void;
};

function Found({ found, query, onPick }: FoundProps) {
  const words = useWords().soldOut;
  if (query.trim() === '') return null;
  if (found.length === 0) return <p role="status">{words.nothingFound}</p>;
  return (
    <div className="presets" role="group" aria-label={words.find}>
      {found.map((one) => (
        <Button key={one.key} onClick={() => onPick(one)}>
          {one.name} <span className="found-kind">{one.of ?? words.kinds[one.subject.kind]}</span>
        </Button>
      ))}
    </div>
  );
}

function SoldOutNow({ menu, soldOut, onSet }: Omit<SoldOutDialogProps, 'onClose'>) {
  const words = useWords().soldOut;
  const textOf = useReturnText(menu.restaurant.timeZone);
  if (soldOut.size === 0) {
    return (
      <div className="empty">
        <Icon name="check" />
        <p>
          <strong>{words.none}</strong>
          <span>{words.noneHelp}</span>
        </p>
      </div>
    );
  }
  return (
    <ul className="sold-out-list" aria-label={words.list}>
      {[...soldOut].map(([key, mark]) => {
        const name = nameOf(mark.subject, menu) ?? key;
        return (
          <li key={key} className="sold-out-row">
            <strong>{name}</strong>
            <span>{textOf(mark)}</span>
            <Button
              aria-label={words.putBackOf(name)}
              onClick={() => onSet(mark.subject, { kind: 'on-sale' })}
            >
              {words.putBack}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
