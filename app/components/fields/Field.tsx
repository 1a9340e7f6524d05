import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

import { useText } from '../../text/language.ts';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: (ids: { readonly id: string; readonly describedBy: string | undefined }) => ComponentChildren;
}

/** A label, what belongs to it, and a hint. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, describedBy: hint === undefined ? undefined : `${id}-hint` })}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'date' | 'number';
  readonly required?: boolean;
  readonly autoComplete?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'url';
  readonly min?: string | number;
  readonly max?: string | number;
  readonly step?: string | number;
  readonly maxLength?: number;
  readonly disabled?: boolean;
  /** Always written from left to right, such as a phone number. */
  readonly ltr?: boolean;
}

export function TextField({ label, hint, value, onChange, type = 'text', ltr = false, ...others }: TextFieldProps) {
  // Preact's types tie the type of an input to its other attributes; here both are chosen by the caller.
  const input: object = { ...others, type };
  return (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <input
          {...input}
          id={id}
          dir={ltr ? 'ltr' : undefined}
          aria-describedby={describedBy}
          value={value}
          onInput={({ currentTarget }) => {
            onChange(currentTarget.value);
          }}
        />
      )}
    </Field>
  );
}

interface TextAreaProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}

/** How many letters may be left when the field begins to say so. */
const FEW_LETTERS = 100;

export function TextArea({ label, hint, value, maxLength, onChange }: TextAreaProps) {
  const { ask } = useText();
  const left = maxLength - value.length;
  // A browser cuts off what is too long without a word.
  const words = left <= FEW_LETTERS ? ask.lettersLeft(left) : hint;
  return (
    <Field label={label} hint={words}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          rows={3}
          dir="auto"
          maxLength={maxLength}
          aria-describedby={describedBy}
          value={value}
          onInput={({ currentTarget }) => {
            onChange(currentTarget.value);
          }}
        />
      )}
    </Field>
  );
}

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

export function Select<Value extends string>({ label, value, options, disabled, onChange }: SelectProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find(([known]) => known === chosen);
    if (option !== undefined) onChange(option[0]);
  };
  return (
    <Field label={label}>
      {({ id }) => (
        <select
          id={id}
          value={value}
          disabled={disabled}
          onChange={({ currentTarget }) => {
            choose(currentTarget.value);
          }}
        >
          {options.map(([known, name]) => (
            <option key={known} value={known}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
