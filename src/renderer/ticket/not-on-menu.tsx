import { useState } from 'react';
import type { LaneTicket } from '../../shared/ipc/views.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

/** A quiet sign that the guest asked for something that there is not; it stays until it is seen. */
export function NotOnMenu({ notOnMenu }: Pick<LaneTicket, 'notOnMenu'>) {
  const words = useWords().notOnMenu;
  const [seen, setSeen] = useState<string>();
  if (notOnMenu === undefined || notOnMenu.utteranceId === seen) return null;
  return (
    <p className="adds-to" role="status" data-tone="info">
      <span>
        <Icon name="info" /> {words.sign(notOnMenu.words.join(', '))}
      </span>
      <Button
        look="quiet"
        icon="close"
        label={words.seen}
        onClick={() => setSeen(notOnMenu.utteranceId)}
      />
    </p>
  );
}
