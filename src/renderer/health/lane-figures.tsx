import type { LaneHealth } from '../../shared/ipc/health-calls.ts';
import type { ConnectionView } from '../../shared/ipc/views.ts';
import { useWords } from '../words/use-words.ts';

type LaneFiguresProps = {
  readonly health: LaneHealth | undefined;
  readonly connection: ConnectionView;
};

/** The lane's health in figures, for whoever looks for the cause of a trouble. */
export function LaneFigures({ health, connection }: LaneFiguresProps) {
  const { health: words } = useWords();
  if (health === undefined) return null;
  const { levelDbfs, floorDbfs, clippedPercent, dropouts, wordless, device } = health;
  const { figures } = words;
  const isOnline = connection.state === 'online';
  const rtt = isOnline ? connection.rttMs : undefined;
  const rows = [
    [figures.device, device],
    [figures.level, levelDbfs === undefined ? words.noReading : words.dbfs(levelDbfs)],
    [figures.floor, floorDbfs === undefined ? words.noReading : words.dbfs(floorDbfs)],
    [figures.clipped, `${clippedPercent} %`],
    [figures.dropouts, words.perMinute(dropouts)],
    [figures.wordless, words.inARow(wordless)],
    [
      figures.link,
      isOnline ? (rtt === undefined ? words.noReading : words.ms(Math.round(rtt))) : words.away,
    ],
    [
      figures.upstream,
      isOnline ? (connection.streaming ? words.streams : words.whole) : words.away,
    ],
  ] as const;
  return (
    <dl className="figures" aria-label={words.title}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
