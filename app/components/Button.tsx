import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly kind?: 'main' | 'quiet' | 'danger' | 'plain';
  readonly type?: 'button' | 'submit';
  /** What it does is under way: it shows that and cannot be pressed again. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
}

export function Button({
  kind = 'main',
  type = 'button',
  busy = false,
  disabled,
  label,
  onClick,
  children,
}: ButtonProps) {
  const press = () => {
    if (!busy) onClick?.();
  };
  return (
    <button
      type={type}
      class={`button ${kind}${busy ? ' busy' : ''}`}
      disabled={disabled}
      aria-disabled={busy}
      aria-busy={busy}
      aria-label={label}
      onClick={press}
    >
      {children}
    </button>
  );
}
