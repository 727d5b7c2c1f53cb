import type { PeopleView } from '../../shared/people/people-view.ts';
import { Button } from '../ui/button.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';

type PersonButtonProps = { readonly people: PeopleView; readonly onOpen: () => void };

/** Who is signed in, in the top bar; F11 from anywhere. */
export function PersonButton({ people, onOpen }: PersonButtonProps) {
  const words = useWords().people;
  useHotkey('F11', { onDown: onOpen, always: true });
  const { signedIn } = people;
  return (
    <Button
      look="quiet"
      icon="person"
      aria-keyshortcuts="F11"
      {...(signedIn !== undefined && { 'aria-label': words.who(signedIn.name) })}
      onClick={onOpen}
    >
      <span className="person-name">{signedIn?.name ?? words.signIn}</span>
    </Button>
  );
}
