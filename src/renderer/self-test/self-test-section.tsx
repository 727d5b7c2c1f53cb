import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';
import { SelfTestDialog, type SelfTestDialogProps } from './self-test-dialog.tsx';

/** In the settings: the test before a shift. */
export function SelfTestSection({ onTest }: Pick<SelfTestDialogProps, 'onTest'>) {
  const { selfTest: words } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <h3>{words.title}</h3>
      <Button icon="mic" onClick={() => setIsOpen(true)}>
        {words.open}
      </Button>
      {isOpen && <SelfTestDialog onTest={onTest} onClose={() => setIsOpen(false)} />}
    </>
  );
}
