import type { TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';

import { useText } from '../../text/language.ts';
import { Icon } from '../Icon.tsx';

interface StepperProps {
  readonly label: string;
  /** What is counted, such as `kg`. */
  readonly unit: string;
  readonly value: number;
  readonly most: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** A number to raise and lower by touch, or to type. */
export function Stepper({ label, unit, value, most, step, onChange }: StepperProps) {
  const { ask } = useText();
  /** The field stays empty, and counts as 0, until something is typed or the person leaves it. */
  const [isEmpty, setIsEmpty] = useState(false);
  const set = (next: number) => {
    if (Number.isFinite(next)) onChange(Math.round(Math.max(0, Math.min(most, next)) * 100) / 100);
  };
  const by = (difference: number) => () => {
    setIsEmpty(false);
    set(value + difference);
  };
  const type = ({ currentTarget: { value: typed, valueAsNumber, validity } }: TargetedInputEvent<HTMLInputElement>) => {
    // Half a number, such as `1.`, is not one yet.
    if (validity.badInput) return;
    setIsEmpty(typed === '');
    set(typed === '' ? 0 : valueAsNumber);
  };
  return (
    <div class="stepper">
      <button type="button" class="icon-button" aria-label={ask.less(label)} disabled={value <= 0} onClick={by(-step)}>
        <Icon name="minus" />
      </button>
      <span class="stepper-value">
        <input
          type="number"
          inputMode="decimal"
          min={0}
          max={most}
          step={step === 1 && unit !== 'kg' ? 1 : 'any'}
          aria-label={`${label} (${unit})`}
          value={isEmpty ? '' : String(value)}
          onInput={type}
          onBlur={() => {
            setIsEmpty(false);
          }}
        />
        <span aria-hidden="true" class="quiet">
          {unit}
        </span>
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={ask.more(label)}
        disabled={value >= most}
        onClick={by(step)}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}
