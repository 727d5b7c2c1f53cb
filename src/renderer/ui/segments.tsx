import { useId } from 'react';
import { Icon, type IconName } from './icon.tsx';

type SegmentsProps<Value extends string | number> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly text: string;
    readonly icon?: IconName;
  }[];
  readonly onChange: (value: Value) => void;
  /** Shows icons alone; the words stay for screen readers and tooltips. */
  readonly compact?: boolean;
};

/** One of a few, all in sight. */
export function Segments<Value extends string | number>(props: SegmentsProps<Value>) {
  const { label, value, options, onChange, compact = false } = props;
  const name = useId();
  return (
    <fieldset className={compact ? 'segments segments-compact' : 'segments'}>
      <legend className="hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="segment" title={option.text}>
          <input
            type="radio"
            name={name}
            className="hidden"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon !== undefined && <Icon name={option.icon} />}
          <span className="segment-text">{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
