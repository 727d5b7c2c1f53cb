/** What is done at the till but not with a ticket: who works, the shift, the people, the audit trail. */
import { useState } from 'react';
import type { Actions } from './actions.ts';
import { AuditDialog } from './day/audit-dialog.tsx';
import { ShiftButton } from './day/shift-button.tsx';
import { ShiftDialog } from './day/shift-dialog.tsx';
import { ApprovalDialog } from './people/approval-dialog.tsx';
import { useIdleLock } from './people/idle-lock.ts';
import { PeopleDialog } from './people/people-dialog.tsx';
import { PersonButton } from './people/person-button.tsx';
import { PersonDialog } from './people/person-dialog.tsx';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';

type DeskProps = { readonly station: Station; readonly actions: Actions };
export type DeskPage = 'person' | 'shift' | 'people' | 'audit';

type DeskButtonsProps = {
  readonly station: Station;
  readonly onOpen: (page: DeskPage) => void;
};

/** In the top bar; the key of each works from anywhere. */
export function DeskButtons({ station, onOpen }: DeskButtonsProps) {
  return (
    <>
      <ShiftButton shift={useStore(station.shift)} onOpen={() => onOpen('shift')} />
      <PersonButton people={useStore(station.people)} onOpen={() => onOpen('person')} />
    </>
  );
}

type DeskPagesProps = DeskProps & {
  readonly page: DeskPage | undefined;
  readonly onPage: (page: DeskPage | undefined) => void;
};

/** What the buttons open, and the PIN that any call may ask for. */
export function Desk({ station, actions, page, onPage }: DeskPagesProps) {
  const people = useStore(station.people);
  const shift = useStore(station.shift);
  const { currency } = useStore(station.menu, ({ menu }) => menu.restaurant);
  const hasPrinter = useStore(station.printing, ({ setup }) => setup.receipt !== undefined);
  const printReport = hasPrinter ? actions.printing.printReport : undefined;
  const isTraining = useStore(station.training, ({ state }) => state === 'on');
  const close = () => onPage(undefined);
  useIdleLock(people.signedIn === undefined ? 0 : people.idleLockMinutes, () =>
    actions.signOut('idle'),
  );
  return (
    <>
      {page === 'person' && (
        <PersonDialog
          people={people}
          onSignIn={actions.signIn}
          onSignOut={() => actions.signOut('asked')}
          onSetUp={actions.setUpManager}
          onManage={() => onPage('people')}
          onAudit={() => onPage('audit')}
          onTraining={isTraining ? undefined : actions.startTraining}
          onClose={close}
        />
      )}
      {page === 'shift' && (
        <ShiftDialog
          {...{ shift, currency }}
          actions={{ ...actions.shift, printReport }}
          onClose={close}
        />
      )}
      {page === 'people' && (
        <People {...{ actions }} idleLockMinutes={people.idleLockMinutes} onClose={close} />
      )}
      {page === 'audit' && <Audit {...{ actions, currency }} onClose={close} />}
      <AskedApproval {...{ station, actions }} />
    </>
  );
}

type OpenProps = Pick<DeskProps, 'actions'> & { readonly onClose: () => void };

function People(props: OpenProps & { readonly idleLockMinutes: number }) {
  const [manage] = useState(props.actions.managePeople);
  return <PeopleDialog {...props} actions={manage} />;
}

function Audit(props: OpenProps & { readonly currency: string }) {
  const [audit] = useState(props.actions.audit);
  return <AuditDialog {...props} actions={audit} />;
}

function AskedApproval({ station, actions }: DeskProps) {
  const asked = useStore(actions.askedPin);
  const people = useStore(station.people);
  if (asked === undefined) return null;
  return <ApprovalDialog {...{ asked, people }} onSetUp={actions.setUpManager} />;
}
