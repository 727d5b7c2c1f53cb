import type { ConnectionView, SpoolView } from '../../shared/ipc/views.ts';
import { Banner } from '../ui/banner.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { connectionWords } from './connection-words.ts';

type ConnectionStatusProps = {
  readonly connection: ConnectionView;
  readonly spool: SpoolView;
  readonly waitingOrders: number;
};

/** In the top bar: the state in two words and what waits to be sent. */
export function ConnectionStatus({ connection, spool, waitingOrders }: ConnectionStatusProps) {
  const words = useWords().connection;
  const { tone, icon, title, detail } = connectionWords(connection, words);
  return (
    <div className="connection">
      <SpoolCounts {...spool} waitingOrders={waitingOrders} />
      <p className="connection-state" role="status" aria-label={words.label} data-tone={tone}>
        <Icon name={icon} />
        <strong>{title}</strong>
        {detail !== undefined && <span className="connection-detail">{detail}</span>}
      </p>
    </div>
  );
}

type SpoolCountsProps = SpoolView & { readonly waitingOrders: number };

function SpoolCounts({ waiting, parked, upload, waitingOrders }: SpoolCountsProps) {
  const words = useWords().connection;
  const all = waiting + waitingOrders;
  if (all === 0 && parked === 0) return null;
  return (
    <p className="spool" role="status">
      <Icon name="spool" />
      {all > 0 && <span>{words.waiting(waiting, waitingOrders)}</span>}
      {upload !== undefined && <UploadProgress {...upload} />}
      {parked > 0 && <span className="spool-parked">{words.parked(parked)}</span>}
    </p>
  );
}

/** Not read out: it changes every moment, and the count beside it says what matters. */
function UploadProgress({ sentBytes, totalBytes }: NonNullable<SpoolView['upload']>) {
  const words = useWords().connection;
  return (
    <span className="spool-sent" aria-hidden="true">
      {words.sent(Math.floor((100 * sentBytes) / totalBytes))}
    </span>
  );
}

/** Under the top bar: what is amiss, what still works, what to do. Nothing while all is well. */
export function ConnectionBanners({ connection, spool, waitingOrders }: ConnectionStatusProps) {
  const words = useWords().connection;
  const { tone, icon, title, help } = connectionWords(connection, words);
  const mustTell = waitingOrders > 0 && connection.state !== 'online';
  const all = [mustTell ? words.tellKitchen(waitingOrders) : '', help ?? ''].join(' ').trim();
  return (
    <>
      {all !== '' && <Banner tone={tone} icon={icon} title={`${title}.`} help={all} />}
      {!spool.writable && (
        <Banner
          tone="danger"
          icon="alert"
          title={`${words.notWritable}.`}
          help={words.notWritableHelp}
        />
      )}
    </>
  );
}
