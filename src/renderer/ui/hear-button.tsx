import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

type HearButtonProps = {
  /** For screen readers: what the tap does, and with which words. */
  readonly label: string;
  readonly isSounding: boolean;
  readonly onPress: () => void;
  /** The words. */
  readonly children: ReactNode;
};

/** Words that sound again when they are tapped, and fall silent at the next tap. */
export function HearButton({ label, isSounding, onPress, children }: HearButtonProps) {
  return (
    <button
      type="button"
      className="hear"
      aria-label={label}
      aria-pressed={isSounding}
      onClick={onPress}
    >
      {children}
      <Icon name={isSounding ? 'stop' : 'speaker'} />
    </button>
  );
}
