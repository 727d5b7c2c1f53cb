import { useState } from 'react';
import type { UtteranceId } from '../../shared/ids.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

type EraseGuestProps = {
  /** Anything that the guest said; undefined when nothing is left of it. */
  readonly said: UtteranceId | undefined;
  readonly onErase: (utteranceId: UtteranceId) => void;
};

/** For a guest who wants to be forgotten. Asked about first: it can't be undone. */
export function EraseGuest({ said, onErase }: EraseGuestProps) {
  const { privacy: words } = useWords();
  const [asked, setAsked] = useState<UtteranceId>();
  return (
    <>
      {said !== undefined && (
        <div className="erase-guest">
          <Button look="quiet" icon="trash" label={words.erase} onClick={() => setAsked(said)} />
        </div>
      )}
      {asked !== undefined && (
        <AskToErase onYes={() => onErase(asked)} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

type AskToEraseProps = { readonly onYes: () => void; readonly onClose: () => void };

export function AskToErase({ onYes, onClose }: AskToEraseProps) {
  const { privacy: words } = useWords();
  return (
    <Ask {...{ onYes, onClose }} isFinal title={words.ask} help={words.help} yes={words.yes} />
  );
}
