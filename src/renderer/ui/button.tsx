import type { ComponentProps } from 'react';
import { Icon, type IconName } from './icon.tsx';

type ButtonProps = Omit<ComponentProps<'button'>, 'type' | 'className'> & {
  /** `yes` confirms what voice proposed; `quiet` has no frame. */
  readonly look?: 'plain' | 'primary' | 'yes' | 'danger' | 'quiet';
  readonly icon?: IconName;
  /** The name of an icon-only button, and its tooltip. */
  readonly label?: string;
  readonly submit?: boolean;
  /** Key that does the same, shown on the button. */
  readonly hotkey?: string;
};

/** At least 48 px in both directions. */
export function Button({
  look = 'plain',
  icon,
  label,
  submit = false,
  hotkey,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={`button button-${look}`}
      {...(label !== undefined && { 'aria-label': label, title: label })}
      {...(hotkey !== undefined && { 'aria-keyshortcuts': hotkey })}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children !== undefined && <span className="button-text">{children}</span>}
      {hotkey !== undefined && <Key name={hotkey} />}
    </button>
  );
}

export function Key({ name }: { readonly name: string }) {
  return (
    <kbd className="key" aria-hidden="true">
      {name}
    </kbd>
  );
}
