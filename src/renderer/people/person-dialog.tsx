import type { PeopleView } from '../../shared/people/people-view.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { FirstManager } from './first-manager.tsx';
import { PinEntry, type PinTrouble } from './pin-entry.tsx';

type PersonDialogProps = {
  readonly people: PeopleView;
  /** Resolves to what is wrong with the PIN; undefined when its owner is signed in. */
  readonly onSignIn: (pin: string) => Promise<PinTrouble | undefined>;
  readonly onSignOut: () => void;
  readonly onSetUp: (name: string, pin: string) => Promise<string | undefined>;
  readonly onManage: () => void;
  readonly onAudit: () => void;
  /** Undefined while there is training. */
  readonly onTraining: (() => void) | undefined;
  readonly onClose: () => void;
};

/** Signs in, or in place of whoever is; the open tickets stay as they are. */
export function PersonDialog(props: PersonDialogProps) {
  const { people, onSignIn, onSignOut, onSetUp, onManage, onAudit, onTraining, onClose } = props;
  const words = useWords();
  const { signedIn } = people;
  if (!people.hasManager) {
    return (
      <Dialog title={words.firstManager.title} onClose={onClose}>
        <FirstManager
          onSetUp={async (name, pin) => {
            const failure = await onSetUp(name, pin);
            if (failure === undefined && (await onSignIn(pin)) === undefined) onClose();
            return failure;
          }}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={words.people.title} onClose={onClose}>
      {signedIn !== undefined && (
        <div className="signed-in">
          <p>
            <Icon name="person" />
            <span>{words.people.signedIn}</span>
            <strong>{signedIn.name}</strong>
            <span className="tag">{words.roles[signedIn.role]}</span>
          </p>
          <Button
            onClick={() => {
              onSignOut();
              onClose();
            }}
          >
            {words.people.signOut}
          </Button>
        </div>
      )}
      <p>{words.people.help}</p>
      <PinEntry
        wrong={words.pin.wrong}
        lockedForMs={people.pinLockedForMs}
        onPin={async (pin) => {
          const trouble = await onSignIn(pin);
          if (trouble === undefined) onClose();
          return trouble;
        }}
      />
      <div className="manage">
        <Button icon="person" onClick={onManage}>
          {words.staff.open}
        </Button>
        <Button icon="list" onClick={onAudit}>
          {words.audit.title}
        </Button>
        {onTraining !== undefined && (
          <Button
            icon="pencil"
            title={words.training.startHelp}
            onClick={() => {
              onTraining();
              onClose();
            }}
          >
            {words.training.start}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
