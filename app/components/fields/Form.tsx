import type { ComponentChildren } from 'preact';

interface FormProps {
  readonly onSubmit: () => void;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A form that the app sends itself; mistakes are shown in place, not in the browser's own bubbles. */
export function Form({ onSubmit, label, children }: FormProps) {
  return (
    <form
      class="stack"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
