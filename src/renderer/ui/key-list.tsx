import { Key } from './button.tsx';

/** What each key does, for people who look it up. */
export function KeyList({
  keys,
}: {
  readonly keys: readonly (readonly [key: string, does: string])[];
}) {
  return (
    <dl className="key-list">
      {keys.map(([key, does]) => (
        <div key={key}>
          <dt>
            <Key name={key} />
            <span className="hidden">{key}</span>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
