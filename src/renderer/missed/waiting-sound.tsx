import type { LaneId } from '../../shared/ids.ts';
import type { SpoolView } from '../../shared/ipc/views.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

type WaitingSoundProps = {
  readonly spool: SpoolView;
  readonly nameOf: (laneId: LaneId) => string;
};

/** How much that was said is still to be sent, and how far the one on its way is. Nothing while all is with the relay. */
export function WaitingSound({ spool, nameOf }: WaitingSoundProps) {
  const { locale, missed: words } = useWords();
  const { waiting, upload } = spool;
  if (waiting === 0) return null;
  const kilobytes = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const inKb = (bytes: number) => kilobytes.format(bytes / 1_000);
  return (
    <div className="waiting-sound">
      <p>
        <Icon name="spool" /> <strong>{words.sending(waiting)}</strong>{' '}
        <span>{words.sendingHelp}</span>
      </p>
      {upload !== undefined && (
        <p className="waiting-now">
          <progress
            max={upload.totalBytes}
            value={upload.sentBytes}
            aria-label={nameOf(upload.laneId)}
          />
          <span>
            {words.onItsWay(
              nameOf(upload.laneId),
              Math.floor((100 * upload.sentBytes) / upload.totalBytes),
            )}
          </span>
          <span>{words.sizes(inKb(upload.sentBytes), inKb(upload.totalBytes))}</span>
        </p>
      )}
    </div>
  );
}
