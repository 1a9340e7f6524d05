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
  const set = (next: number) => {
    if (Number.isFinite(next)) onChange(Math.round(Math.max(0, Math.min(most, next)) * 100) / 100);
  };
  const by = (difference: number) => () => {
    set(value + difference);
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
          value={String(value)}
          onInput={({ currentTarget }) => {
            set(currentTarget.valueAsNumber);
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
