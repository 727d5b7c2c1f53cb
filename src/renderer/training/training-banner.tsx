import { useEffect } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

/** Above everything while somebody practises; the whole screen takes another colour with it. */
export function TrainingBanner({ onEnd }: { readonly onEnd: () => void }) {
  const words = useWords().training;
  useEffect(() => {
    document.documentElement.dataset['training'] = 'on';
    return () => {
      delete document.documentElement.dataset['training'];
    };
  }, []);
  return (
    <section className="training-banner" aria-label={words.title}>
      <Icon name="pencil" />
      <p role="status">
        <strong>{words.title}</strong> <span>{words.help}</span>
      </p>
      <Button onClick={onEnd}>{words.end}</Button>
    </section>
  );
}

/** In place of what is heard. */
export function TrainingVoice() {
  const words = useWords().training;
  return (
    <section className="training-voice" aria-label={words.voiceOff}>
      <Icon name="mic-off" />
      <p>
        <strong>{words.voiceOff}</strong>
        <span>{words.voiceOffHelp}</span>
      </p>
    </section>
  );
}
