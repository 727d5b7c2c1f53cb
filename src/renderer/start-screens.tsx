import { Button } from './ui/button.tsx';
import { Icon } from './ui/icon.tsx';
import { useWords } from './words/use-words.ts';

export function StartingScreen() {
  const words = useWords().app;
  return (
    <main className="screen-message">
      <p role="status">{words.starting}</p>
    </main>
  );
}

type TroubleScreenProps = {
  /** Main gave no snapshot, or the screen itself has a bug. */
  readonly trouble: 'notAnswering' | 'broken';
  readonly onTryAgain: () => void;
};

export function TroubleScreen({ trouble, onTryAgain }: TroubleScreenProps) {
  const words = useWords().app;
  const { what, cure, again } = words[trouble];
  return (
    <main className="screen-message">
      <Icon name="alert" />
      <div role="alert">
        <h1>{what}</h1>
        <p>{cure}</p>
      </div>
      <Button look="primary" onClick={onTryAgain}>
        {again}
      </Button>
    </main>
  );
}
