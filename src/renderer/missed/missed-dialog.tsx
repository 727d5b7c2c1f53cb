import type { LaneId, UtteranceId } from '../../shared/ids.ts';
import type { Missed, SpoolView } from '../../shared/ipc/views.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { HearButton } from '../ui/hear-button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { parkedOf, unseenOf } from './missed-list.ts';
import { WaitingSound } from './waiting-sound.tsx';

type MissedDialogProps = {
  readonly missed: readonly Missed[];
  readonly spool: SpoolView;
  readonly nameOf: (laneId: LaneId) => string;
  /** The utterance that sounds again now. */
  readonly replaying: UtteranceId | undefined;
  /** What went wrong with the last tap, in words. */
  readonly trouble: string | undefined;
  readonly onHear: (utteranceId: UtteranceId) => void;
  readonly onSeen: (utteranceIds: readonly UtteranceId[]) => void;
  /** On the ticket of the lane in front. */
  readonly onPut: (utteranceId: UtteranceId) => void;
  readonly onRetry: (utteranceIds: readonly UtteranceId[]) => void;
  /** Writes recordings as files, once somebody who may says so. */
  readonly onSave: (utteranceIds: readonly UtteranceId[]) => void;
  /** What was saved, and where. */
  readonly saved: string | undefined;
  /** The guest who said this wants to be forgotten. */
  readonly onErase: (utteranceId: UtteranceId) => void;
  readonly onClose: () => void;
};

/** What guests said and is on no ticket, newest first: to hear, to put on the ticket, to be done with. */
export function MissedDialog(props: MissedDialogProps) {
  const { missed, spool, nameOf, trouble, saved, onSeen, onRetry, onSave, onClose } = props;
  const words = useWords().missed;
  const unseen = unseenOf(missed);
  const parked = parkedOf(missed);
  return (
    <Dialog
      title={words.title}
      wide
      onClose={onClose}
      actions={
        <>
          {parked.length > 1 && (
            <>
              <Button icon="next" onClick={() => onSave(parked)}>
                {words.saveAll(parked.length)}
              </Button>
              <Button icon="redo" onClick={() => onRetry(parked)}>
                {words.retryAll(parked.length)}
              </Button>
            </>
          )}
          {unseen.length > 1 && (
            <Button icon="check" onClick={() => onSeen(unseen)}>
              {words.markAllSeen(unseen.length)}
            </Button>
          )}
        </>
      }
    >
      {trouble !== undefined && (
        <p className="warning" data-tone="amber" role="alert">
          <Icon name="alert" /> <span>{trouble}</span>
        </p>
      )}
      {saved !== undefined && (
        <p className="missed-saved" role="status">
          <Icon name="check" /> <span>{saved}</span>
        </p>
      )}
      <WaitingSound spool={spool} nameOf={nameOf} />
      {missed.length === 0 ? (
        <div className="empty">
          <Icon name="spool" />
          <p>
            <strong>{words.none}</strong>
            <span>{words.noneHelp}</span>
          </p>
        </div>
      ) : (
        <div className="missed-scroll" tabIndex={0} role="group" aria-label={words.help}>
          <ul className="missed" aria-label={words.title}>
            {missed.map((one) => (
              <MissedRow key={one.utteranceId} one={one} {...props} />
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}

type MissedRowProps = MissedDialogProps & { readonly one: Missed };

function MissedRow(props: MissedRowProps) {
  const { one, nameOf, replaying, onHear, onSeen, onPut, onRetry, onSave, onErase } = props;
  const { locale, hearing, missed: words, privacy } = useWords();
  const { utteranceId } = one;
  const isSounding = utteranceId === replaying;
  const text = one.kind === 'words' ? words.of(one.text) : words.parked;
  const saidAt = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(one.saidAtMs);
  const isNew = one.kind === 'parked' || !one.seen;
  return (
    <li className="missed-row" data-new={isNew} data-kind={one.kind}>
      <p className="missed-when">
        <strong>{saidAt}</strong> {nameOf(one.laneId)}
        {one.kind === 'words' && <span className="missed-why">{words.why[one.why]}</span>}
      </p>
      <HearButton
        label={`${isSounding ? hearing.stop : hearing.again}: ${text}`}
        isSounding={isSounding}
        onPress={() => onHear(utteranceId)}
      >
        <span className="missed-words">{text}</span>
      </HearButton>
      <div className="missed-actions">
        {one.kind === 'parked' ? (
          <>
            <Button icon="redo" onClick={() => onRetry([utteranceId])}>
              {words.retry}
            </Button>
            <Button look="quiet" icon="next" onClick={() => onSave([utteranceId])}>
              {words.save}
            </Button>
          </>
        ) : (
          <>
            <Button icon="plus" onClick={() => onPut(utteranceId)}>
              {words.putOnTicket}
            </Button>
            {one.seen ? (
              <span className="missed-seen">
                <Icon name="check" /> {words.seen}
              </span>
            ) : (
              <Button look="quiet" icon="check" onClick={() => onSeen([utteranceId])}>
                {words.markSeen}
              </Button>
            )}
          </>
        )}
        <Button
          look="quiet"
          icon="trash"
          label={`${privacy.erase}: ${text}`}
          onClick={() => onErase(utteranceId)}
        />
      </div>
    </li>
  );
}
