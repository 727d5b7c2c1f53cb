import { Button } from './ui/button.tsx';
import { Icon } from './ui/icon.tsx';
import { useWords } from './words/use-words.ts';

export function StartingScreen() {
  const words = useWords().app;
  return (
    <main className="screen-message" role="status">
      <p>{words.starting}</p>
    </main>
  );
}

export function NotAnsweringScreen({ onTryAgain }: { readonly onTryAgain: () => void }) {
  const words = useWords().app;
  return (
    <main className="screen-message" role="alert">
      <Icon name="alert" />
      <h1>{words.notAnswering}</h1>
      <p>{words.notAnsweringCure}</p>
      <Button look="primary" onClick={onTryAgain}>
        {words.tryAgain}
      </Button>
    </main>
  );
}
