import type { PeopleView } from '../../shared/people/people-view.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/use-words.ts';
import type { AskedPin } from './approvals.ts';
import { FirstManager } from './first-manager.tsx';
import { PinEntry } from './pin-entry.tsx';

type ApprovalDialogProps = {
  readonly asked: AskedPin;
  readonly people: PeopleView;
  readonly onSetUp: (name: string, pin: string) => Promise<string | undefined>;
};

/** Above whatever asked: a PIN of somebody who may, or the first manager while there is none. */
export function ApprovalDialog({ asked, people, onSetUp }: ApprovalDialogProps) {
  const { approval, firstManager, pin: words } = useWords();
  if (!asked.hasManager) {
    return (
      <Dialog title={firstManager.title} onClose={asked.giveUp}>
        <FirstManager
          onSetUp={async (name, pin) => {
            const failure = await onSetUp(name, pin);
            if (failure === undefined) await asked.enter(pin);
            return failure;
          }}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={approval.title} onClose={asked.giveUp}>
      <p>{approval.help}</p>
      <PinEntry
        wrong={words.wrongApproval}
        lockedForMs={people.pinLockedForMs}
        onPin={async (pin) => {
          const trouble = await asked.enter(pin);
          return trouble === 'pin-locked' ? trouble : trouble && 'wrong-pin';
        }}
      />
    </Dialog>
  );
}
