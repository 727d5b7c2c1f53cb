import type { KitchenLink } from '../../shared/kitchen/board.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

type BoardTopProps = {
  readonly link: KitchenLink;
  readonly waitingMoves: number;
  readonly completed: number;
  /** The order whose bump can be taken back. */
  readonly undoNumber: string | undefined;
  readonly showsAllDay: boolean;
  readonly onUndo: () => void;
  readonly onRecall: () => void;
  readonly onAllDay: () => void;
  readonly onSettings: () => void;
};

export function BoardTop(props: BoardTopProps) {
  const { link, waitingMoves, completed, undoNumber, showsAllDay } = props;
  const words = useWords().kitchen;
  return (
    <header className="kitchen-top">
      <h1>{words.title}</h1>
      <p className="kitchen-link" role="status" data-link={link}>
        <Icon name={link === 'connected' ? 'online' : 'offline'} />
        <span>{words.links[link].what}</span>
        {waitingMoves > 0 && <strong>{words.waitingMoves(waitingMoves)}</strong>}
      </p>
      <Button icon="undo" hotkey="U" disabled={undoNumber === undefined} onClick={props.onUndo}>
        {undoNumber === undefined ? words.undo : words.undoOrder(undoNumber)}
      </Button>
      <Button icon="list" hotkey="R" onClick={props.onRecall}>
        {words.recall} {completed}
      </Button>
      <Button hotkey="A" aria-pressed={showsAllDay} onClick={props.onAllDay}>
        {words.allDay}
      </Button>
      <Button look="quiet" icon="gear" label={words.settings} onClick={props.onSettings} />
    </header>
  );
}
