import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface ButtonProps {
  readonly kind?: 'main' | 'quiet' | 'danger' | 'plain';
  readonly type?: 'button' | 'submit';
  /** What it does is under way: it shows that and cannot be pressed again. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
  /** It comes back in the place of a question that a person has left. */
  readonly takesFocus?: boolean;
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
}

export function Button({
  kind = 'main',
  type = 'button',
  busy = false,
  disabled,
  label,
  takesFocus = false,
  onClick,
  children,
}: ButtonProps) {
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) element.current?.focus();
  }, [takesFocus]);
  const press = () => {
    if (!busy) onClick?.();
  };
  return (
    <button
      ref={element}
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
