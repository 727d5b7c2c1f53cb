import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';
import type { DoorRefusal } from './source.ts';

type DoorProps = { readonly onEnter: (code: string) => Promise<DoorRefusal | undefined> };

/** Before the page has a token, and when a new code has shut it out. */
export function Door({ onEnter }: DoorProps) {
  const words = useWords().kitchen.door;
  const [code, setCode] = useState('');
  const [refusal, setRefusal] = useState<DoorRefusal>();
  const [isTrying, setIsTrying] = useState(false);
  const enter = async () => {
    setIsTrying(true);
    setRefusal(await onEnter(code));
    setIsTrying(false);
  };
  return (
    <main className="door">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '' && !isTrying) void enter();
        }}
      >
        <h1>{words.title}</h1>
        <p>{words.help}</p>
        <label className="field field-large">
          <span>{words.code}</span>
          <input
            value={code}
            maxLength={64}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            autoFocus
            placeholder="XXXX-XXXX-XXXX-XXXX"
            aria-invalid={refusal !== undefined}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        <p role="alert" className="problem">
          {refusal !== undefined && words.failures[refusal]}
        </p>
        <Button look="primary" submit disabled={code.trim() === '' || isTrying}>
          {words.go}
        </Button>
      </form>
    </main>
  );
}
