import type { AllDay } from '../../shared/kitchen/columns.ts';
import { useWords } from '../words/use-words.ts';

export function AllDayPanel({ counts }: { readonly counts: readonly AllDay[] }) {
  const words = useWords().kitchen;
  return (
    <section className="all-day" aria-labelledby="all-day-title">
      <h2 id="all-day-title">{words.allDayTitle}</h2>
      {counts.length === 0 ? (
        <p>{words.allDayNone}</p>
      ) : (
        // Scrolls when it is long, by keyboard too.
        <ul tabIndex={0} aria-labelledby="all-day-title">
          {counts.map(({ name, count }) => (
            <li key={name}>
              <strong>{count}</strong> {name}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
