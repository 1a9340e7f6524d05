import { minorUnits } from '../../../domain/currencies.ts';
import { CityField } from '../../components/fields/CityField.tsx';
import { Select, TextField } from '../../components/fields/Field.tsx';
import { Icon } from '../../components/Icon.tsx';
import type { ItemCategory } from '../../data/api/types.ts';
import { CURRENCIES } from '../../data/currencies.ts';
import { currencyName, today } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';
import { CATEGORIES } from '../find/search.ts';
import type { Offer, TripDraft } from './draft.ts';

interface FieldsProps {
  readonly draft: TripDraft;
  readonly onChange: (part: Partial<TripDraft>) => void;
}

export function WhereFields({ draft, onChange, fixed }: FieldsProps & { readonly fixed: boolean }) {
  const { form, find } = useText();
  return (
    <fieldset class="card stack">
      <legend>{form.where}</legend>
      <div class="columns">
        <CityField
          label={find.from}
          city={draft.fromCity}
          disabled={fixed}
          onChoose={(fromCity) => {
            onChange({ fromCity });
          }}
        />
        <CityField
          label={find.to}
          city={draft.toCity}
          disabled={fixed}
          onChoose={(toCity) => {
            onChange({ toCity });
          }}
        />
      </div>
      <Select
        label={form.currency}
        value={draft.currency}
        disabled={fixed}
        options={CURRENCIES.map((code) => [code, currencyName(code)] as const)}
        onChange={(currency) => {
          onChange({ currency });
        }}
      />
      {fixed && <p class="quiet small">{form.fixed}</p>}
    </fieldset>
  );
}

export function WhenFields({ draft, onChange }: FieldsProps) {
  const { form } = useText();
  const { travelDate, acceptFrom, acceptTo } = draft;
  return (
    <fieldset class="card stack">
      <legend>{form.when}</legend>
      <TextField
        label={form.travelDate}
        type="date"
        min={today()}
        value={travelDate}
        onChange={(date) => {
          // The usual case, to be changed: things are taken over from today until the day before.
          const isUntouched = acceptFrom === '' && acceptTo === '' && date > today();
          onChange(
            isUntouched ? { travelDate: date, acceptFrom: today(), acceptTo: dayBefore(date) } : { travelDate: date },
          );
        }}
      />
      <div class="columns">
        <TextField
          label={form.acceptFrom}
          type="date"
          max={acceptTo}
          value={acceptFrom}
          onChange={(date) => {
            onChange({ acceptFrom: date });
          }}
        />
        <TextField
          label={form.acceptTo}
          type="date"
          min={today()}
          max={travelDate}
          value={acceptTo}
          onChange={(date) => {
            onChange({ acceptTo: date });
          }}
        />
      </div>
    </fieldset>
  );
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}

export function OfferFields({ draft, onChange }: FieldsProps) {
  const { form, categories } = useText();
  const set = (category: ItemCategory, offer: Offer | undefined) => {
    const { [category]: _, ...others } = draft.offers;
    onChange({ offers: offer === undefined ? others : { ...others, [category]: offer } });
  };
  return (
    <fieldset class="card stack">
      <legend>{form.what}</legend>
      {CATEGORIES.map((category) => (
        <div key={category} class="offer">
          <label class="check">
            <input
              type="checkbox"
              checked={draft.offers[category] !== undefined}
              onChange={({ currentTarget }) => {
                set(category, currentTarget.checked ? { kg: category === 'PAPER' ? '0' : '', cost: '' } : undefined);
              }}
            />
            <Icon name={category} />
            <span>{categories[category]}</span>
          </label>
          <OfferNumbers
            category={category}
            offer={draft.offers[category]}
            currency={draft.currency}
            onChange={(offer) => {
              set(category, offer);
            }}
          />
        </div>
      ))}
    </fieldset>
  );
}

interface OfferNumbersProps {
  readonly category: ItemCategory;
  readonly offer: Offer | undefined;
  readonly currency: string;
  readonly onChange: (offer: Offer) => void;
}

function OfferNumbers({ category, offer, currency, onChange }: OfferNumbersProps) {
  const { form, categories } = useText();
  if (offer === undefined) return null;
  const name = categories[category];
  const isPaper = category === 'PAPER';
  return (
    <div class="columns">
      {!isPaper && (
        <TextField
          label={`${form.kilograms} (${name})`}
          type="number"
          inputMode="decimal"
          min={0}
          max={100}
          step="any"
          value={offer.kg}
          onChange={(kg) => {
            onChange({ ...offer, kg });
          }}
        />
      )}
      <TextField
        label={`${isPaper ? form.priceEach : form.price}, ${currency} (${name})`}
        type="number"
        inputMode="decimal"
        min={0}
        step={10 ** -minorUnits(currency)}
        value={offer.cost}
        onChange={(cost) => {
          onChange({ ...offer, cost });
        }}
      />
    </div>
  );
}
