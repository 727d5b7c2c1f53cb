import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';

type UnitListProps = {
  readonly name: string;
  readonly lines: readonly { readonly lineId: string; readonly name: string }[];
  /** Of each line, how many there are to choose from. */
  readonly most: ReadonlyMap<string, number>;
  readonly units: Readonly<Record<string, number>>;
  readonly onUnits: (units: Readonly<Record<string, number>>) => void;
};

/** Some of an order's items: how many of each line, from none to all that there are. */
export function UnitList({ name, lines, most: mostOf, units, onUnits }: UnitListProps) {
  const words = useWords().units;
  return (
    <ul className="unit-list" aria-label={name} tabIndex={0}>
      {lines.map((line) => {
        const most = mostOf.get(line.lineId) ?? 0;
        const now = units[line.lineId] ?? 0;
        const set = (quantity: number) => onUnits({ ...units, [line.lineId]: quantity });
        return (
          <li key={line.lineId}>
            <span>{line.name}</span>
            <Button
              icon="minus"
              label={words.oneFewer(line.name)}
              disabled={now === 0}
              onClick={() => set(now - 1)}
            />
            <output>{words.of(now, most)}</output>
            <Button
              icon="plus"
              label={words.oneMore(line.name)}
              disabled={now >= most}
              onClick={() => set(now + 1)}
            />
          </li>
        );
      })}
    </ul>
  );
}
