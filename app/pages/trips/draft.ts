import type { AllowedItemInput } from '../../data/api/operations.types.ts';
import type { AnyTrip, ItemCategory } from '../../data/api/types.ts';
import type { Text } from '../../text/en.ts';
import { CATEGORIES } from '../find/search.ts';

/** What a person types of a trip: numbers as text, so that half a number stays as it is. */
export interface TripDraft {
  readonly fromCity: string | null;
  readonly toCity: string | null;
  readonly travelDate: string;
  readonly acceptFrom: string;
  readonly acceptTo: string;
  readonly currency: string;
  readonly offers: Partial<Readonly<Record<ItemCategory, Offer>>>;
}

export interface Offer {
  readonly kg: string;
  readonly cost: string;
}

export function emptyDraft(currency: string): TripDraft {
  return { fromCity: null, toCity: null, travelDate: '', acceptFrom: '', acceptTo: '', currency, offers: {} };
}

export function draftOfTrip(trip: AnyTrip): TripDraft {
  const offers = trip.allowed.map(({ category, kg, cost }) => [category, { kg: String(kg), cost: String(cost) }]);
  const { fromCity, toCity, travelDate, acceptFrom, acceptTo, currency } = trip;
  const all = Object.fromEntries(offers) as TripDraft['offers'];
  return { fromCity, toCity, travelDate, acceptFrom, acceptTo, currency, offers: all };
}

export function numberOf(text: string): number {
  return text.trim() === '' ? 0 : Number(text.replace(',', '.'));
}

/** What is offered, in the order of the categories. */
export function allowedOf({ offers }: TripDraft): AllowedItemInput[] {
  return CATEGORIES.flatMap((category) => {
    const offer = offers[category];
    return offer === undefined ? [] : [{ category, kg: numberOf(offer.kg), cost: numberOf(offer.cost) }];
  });
}

/** What is missing, in a sentence; null: nothing. The API checks all the rest. */
export function missingIn(draft: TripDraft, { form }: Text): string | null {
  const { fromCity, toCity, travelDate, acceptFrom, acceptTo } = draft;
  if (fromCity === null || toCity === null || fromCity === toCity) return form.needCities;
  if (travelDate === '' || acceptFrom === '' || acceptTo === '') return form.needDates;
  const allowed = allowedOf(draft);
  if (allowed.length === 0) return form.needItems;
  const isWeighed = allowed.every(({ category, kg }) => (category === 'PAPER' ? kg >= 0 : kg > 0));
  if (!isWeighed) return form.needKilograms;
  // An empty price would give everything away.
  return Object.values(draft.offers).every(({ cost }) => cost.trim() !== '') ? null : form.needPrices;
}
