import { useEffect, useEffectEvent, useState } from 'react';
import type { CallRequest } from '../../shared/ipc/contract.ts';
import type { Staff } from '../../shared/people/people-view.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';
import { PersonForm } from './person-form.tsx';

/** Answers in words are what went wrong. */
export type ManageActions = {
  /** Undefined when it was refused or given up. */
  readonly list: () => Promise<readonly Staff[] | undefined>;
  readonly add: (person: Omit<CallRequest<'addPerson'>, 'approval'>) => Promise<string | undefined>;
  readonly change: (
    change: Omit<CallRequest<'changePerson'>, 'approval'>,
  ) => Promise<string | undefined>;
  readonly setIdleLock: (minutes: number) => void;
};

type PeopleDialogProps = {
  readonly actions: ManageActions;
  readonly idleLockMinutes: number;
  readonly onClose: () => void;
};

const IDLE_MINUTES = [0, 2, 5, 15] as const;

/** Who works here: added, changed, made inactive, and never deleted. */
export function PeopleDialog({ actions, idleLockMinutes, onClose }: PeopleDialogProps) {
  const words = useWords().staff;
  const [people, setPeople] = useState<readonly Staff[]>();
  /** `new`, or somebody on the list. */
  const [editing, setEditing] = useState<Staff | 'new'>();
  const [reads, setReads] = useState(0);
  const giveUp = useEffectEvent(onClose);
  useEffect(() => {
    let isGone = false;
    void actions.list().then((list) => {
      if (isGone) return;
      if (list === undefined) giveUp();
      else setPeople(list);
    });
    return () => {
      isGone = true;
    };
    // Read once more after each change.
  }, [actions, reads]);
  if (people === undefined) return null;
  if (editing !== undefined) {
    const person = editing === 'new' ? undefined : editing;
    return (
      <Dialog title={person?.name ?? words.addTitle} wide onClose={() => setEditing(undefined)}>
        <PersonForm
          person={person}
          onSave={async (filled) => {
            const failure = await saved(actions, person, filled);
            if (failure !== undefined) return failure;
            setEditing(undefined);
            setReads(reads + 1);
            return undefined;
          }}
          onCancel={() => setEditing(undefined)}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      <ul className="staff" aria-label={words.title}>
        {people.map((person) => (
          <StaffRow key={person.personId} person={person} onEdit={() => setEditing(person)} />
        ))}
      </ul>
      <Button look="primary" icon="plus" onClick={() => setEditing('new')}>
        {words.add}
      </Button>
      <h3>{words.idle}</h3>
      <Segments
        label={words.idle}
        value={String(idleLockMinutes)}
        options={[...new Set([...IDLE_MINUTES, idleLockMinutes])].map((minutes) => ({
          value: String(minutes),
          text: words.idleMinutes(minutes),
        }))}
        onChange={(minutes) => actions.setIdleLock(Number(minutes))}
      />
    </Dialog>
  );
}

type Filled = Parameters<Parameters<typeof PersonForm>[0]['onSave']>[0];

function saved(
  actions: ManageActions,
  person: Staff | undefined,
  { pin, isActive, ...filled }: Filled,
): Promise<string | undefined> {
  if (person === undefined) return actions.add({ ...filled, pin });
  const { personId } = person;
  return actions.change({ personId, ...filled, isActive, ...(pin !== '' && { pin }) });
}

function StaffRow({ person, onEdit }: { readonly person: Staff; readonly onEdit: () => void }) {
  const { roles, languages, staff: words } = useWords();
  const { name, role, language, isActive } = person;
  return (
    <li className="staff-row" data-active={isActive} aria-label={name}>
      <Icon name="person" />
      <strong>{name}</strong>
      <span className="tag">{isActive ? roles[role] : words.left}</span>
      <span className="staff-language">{languages[language]}</span>
      <Button icon="pencil" label={words.edit(name)} onClick={onEdit} />
    </li>
  );
}
