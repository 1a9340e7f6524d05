import { Stepper } from '../../components/fields/Stepper.tsx';
import { Icon } from '../../components/Icon.tsx';
import type { AnyTrip, ItemCategory } from '../../data/api/types.ts';
import { money } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';

type Allowed = AnyTrip['allowed'][number];

/** Kilograms by category; of documents, how many. */
export type Asked = Partial<Readonly<Record<ItemCategory, number>>>;

/** The most documents that one request may carry. */
const MOST_PIECES = 20;

/** The most that can be asked for: it may have become less since the person chose. */
function mostOf({ category, freeKg }: Allowed): number {
  return category === 'PAPER' ? MOST_PIECES : Math.max(0, freeKg);
}

/** What is asked for, as the API takes it. */
export function itemsOf(asked: Asked, allowed: readonly Allowed[]) {
  return allowed.flatMap((one) => {
    const { category, cost, kg: offered } = one;
    const value = Math.min(asked[category] ?? 0, mostOf(one));
    if (value <= 0) return [];
    // Documents are counted. Where the traveler offers weight for them, nobody knows theirs, so none is asked for.
    const isPaper = category === 'PAPER';
    return [{ category, cost, offered, kg: isPaper ? 0 : value, pieces: isPaper ? value : null }];
  });
}

interface AskRowProps {
  readonly allowed: Allowed;
  readonly currency: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** How much of one category to ask for: no more than is free. */
export function AskRow({ allowed, currency, value, onChange }: AskRowProps) {
  const { trip, categories, ask, common } = useText();
  const { category, cost, freeKg } = allowed;
  const isPaper = category === 'PAPER';
  const most = mostOf(allowed);
  const price = money(cost, currency);
  return (
    <div class="ask-row">
      <span class="ask-what">
        <Icon name={category} />
        <span>
          {categories[category]}
          <span class="quiet small block">
            {cost === 0 ? common.free : isPaper ? trip.perDocument(price) : trip.perKilogram(price)}
            {most <= 0 && ` · ${trip.full}`}
          </span>
        </span>
      </span>
      {most > 0 && (
        <Stepper
          label={categories[category]}
          unit={isPaper ? '×' : ask.kilograms}
          value={Math.min(value, most)}
          most={most}
          step={isPaper || freeKg > 1 ? 1 : 0.5}
          onChange={onChange}
        />
      )}
    </div>
  );
}
