import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'good' | 'info' | 'amber' | 'danger' | 'calm';

type BannerProps = {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: string;
  readonly help: string;
  readonly action?: ReactNode;
};

/** What happened, what still works, what to do: one row under the top bar. */
export function Banner({ tone, icon, title, help, action }: BannerProps) {
  return (
    <div className="banner" data-tone={tone}>
      <Icon name={icon} />
      <p>
        <strong>{title}</strong> {help}
      </p>
      {action}
    </div>
  );
}
