import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Select, TextField } from '../../components/fields/Field.tsx';
import { CURRENCIES } from '../../data/currencies.ts';
import { useMe } from '../../data/session/me.ts';
import { currencyName, kilograms, money, number, shortDay, today } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';
import { CATEGORIES, type Search } from './search.ts';

interface FiltersProps {
  readonly search: Search;
  readonly onChange: (part: Partial<Search>) => void;
}

type Chip = 'date' | 'category' | 'kilograms' | 'price';

const CLEARED: Readonly<Record<Chip, Partial<Search>>> = {
  date: { travelFrom: null, travelTo: null },
  category: { category: null },
  kilograms: { minFreeKg: null },
  price: { maxCost: null, currency: null },
};

/** Chips that say what is filtered, and open what sets it. */
export function Filters({ search, onChange }: FiltersProps) {
  const text = useText();
  const { find } = text;
  const [open, setOpen] = useState<Chip | null>(null);
  const shown = useShown(search);
  return (
    <section class="stack" aria-label={find.filters}>
      <div class="line">
        {(['date', 'category', 'kilograms', 'price'] as const).map((chip) => (
          <button
            key={chip}
            type="button"
            class={`chip${shown[chip] === null ? '' : ' set'}`}
            aria-expanded={open === chip}
            onClick={() => {
              setOpen(open === chip ? null : chip);
            }}
          >
            {shown[chip] ?? find[chip]}
          </button>
        ))}
      </div>
      {open !== null && (
        <div class="card panel">
          <Panel chip={open} search={search} onChange={onChange} />
          <div class="line">
            <Button
              kind="plain"
              onClick={() => {
                onChange(CLEARED[open]);
                setOpen(null);
              }}
            >
              {find.clear}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                setOpen(null);
              }}
            >
              {text.common.close}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}

/** What each chip is set to, in words; null: nothing. */
export function useShown(search: Search): Readonly<Record<Chip, string | null>> {
  const { categories } = useText();
  const { travelFrom, travelTo, minFreeKg, maxCost, currency } = search;
  const days = [travelFrom, travelTo].map((date) => (date === null ? '…' : shortDay(date)));
  const category = CATEGORIES.find((known) => known === search.category);
  return {
    date: travelFrom === null && travelTo === null ? null : days.join(' – '),
    category: category === undefined ? null : categories[category],
    kilograms: minFreeKg === null ? null : `≥ ${kilograms(Number(minFreeKg))}`,
    price:
      maxCost === null ? null : `≤ ${currency === null ? number(Number(maxCost)) : money(Number(maxCost), currency)}`,
  };
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day to search for. While a year is typed, the day is long past, so it is not searched for yet. */
function DayField({ label, value, onChange }: DayFieldProps) {
  const { failures } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const isPast = typed !== null && typed !== '' && typed < today();
  return (
    <TextField
      label={label}
      type="date"
      min={today()}
      hint={isPast ? failures.rules.past : undefined}
      value={typed ?? value}
      onChange={(day) => {
        setTyped(day);
        if (day === '' || day >= today()) onChange(day);
      }}
    />
  );
}

function Panel({ chip, search, onChange }: FiltersProps & { readonly chip: Chip }) {
  const { find, categories } = useText();
  const own = useMe().data?.account.currency ?? null;
  // A price without its currency says nothing.
  const currency = search.currency ?? own;
  const set = (field: keyof Search) => (value: string) => {
    onChange({ [field]: value === '' ? null : value });
  };
  switch (chip) {
    case 'date':
      return (
        <div class="columns">
          <DayField label={find.dateFrom} value={search.travelFrom ?? ''} onChange={set('travelFrom')} />
          <DayField label={find.dateTo} value={search.travelTo ?? ''} onChange={set('travelTo')} />
        </div>
      );
    case 'category':
      return (
        <Select
          label={find.category}
          value={search.category ?? ''}
          options={[['', find.any], ...CATEGORIES.map((category) => [category, categories[category]] as const)]}
          onChange={set('category')}
        />
      );
    case 'kilograms':
      return (
        <TextField
          label={find.atLeast}
          type="number"
          inputMode="decimal"
          min={0}
          max={100}
          step="any"
          value={search.minFreeKg ?? ''}
          onChange={set('minFreeKg')}
        />
      );
    case 'price':
      return (
        <div class="columns">
          <TextField
            label={find.atMost}
            type="number"
            inputMode="decimal"
            min={0}
            step="any"
            value={search.maxCost ?? ''}
            onChange={(value) => {
              onChange(value === '' ? CLEARED.price : { maxCost: value, currency });
            }}
          />
          <Select
            label={find.currency}
            value={currency ?? ''}
            options={CURRENCIES.map((code) => [code, currencyName(code)] as const)}
            onChange={set('currency')}
          />
        </div>
      );
  }
}
