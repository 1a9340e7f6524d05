import { minorUnits } from '../../domain/currencies.ts';
import type { ItemCategory } from '../data/api/types.ts';
import { placeOf } from '../data/city.ts';
import type { Text } from './en.ts';
import { isRightToLeft, locale } from './language.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** A day, `2026-12-21`, in the reader's format. */
export function day(date: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale(), options).format(new Date(`${date}T00:00:00Z`));
}

export function shortDay(date: string): string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale(), options).format(new Date(`${date}T00:00:00Z`));
}

/** From one day to another, in the reader's format. */
export function days(from: string, to: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const [first, last] = [from, to].map((date) => new Date(`${date}T00:00:00Z`));
  return new Intl.DateTimeFormat(locale(), options).formatRange(first ?? 0, last ?? 0);
}

export function year(date: string): string {
  return new Intl.DateTimeFormat(locale(), { year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** A moment, in the reader's format and time zone. */
export function moment(time: string): string {
  const options = { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale(), options).format(new Date(time));
}

/** Today where the reader is, as `2026-12-21`. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Whether a day is over everywhere, at UTC-12: until then the API takes it as not over. */
export function isOver(date: string): boolean {
  return date < new Date(Date.now() - 12 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}

/** Whole days from today until a day. */
export function daysUntil(date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today()}T00:00:00Z`)) / DAY);
}

export function money(amount: number, currency: string): string {
  const digits = minorUnits(currency);
  const format = new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (!isRightToLeft()) return format.format(amount);
  // Without isolation (Unicode UAX #9), a symbol of letters and a sign, `US$`, is shown as `$US`.
  const isolated = ({ type, value }: Intl.NumberFormatPart) => (type === 'currency' ? `\u2068${value}\u2069` : value);
  return format.formatToParts(amount).map(isolated).join('');
}

/** `EUR – Euro`: few people know the codes of all currencies. */
export function currencyName(code: string): string {
  const name = new Intl.DisplayNames(locale(), { type: 'currency' }).of(code);
  return name === undefined || name === code ? code : `${code} – ${name}`;
}

export function kilograms(kg: number): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: 'kilogram', maximumFractionDigits: 2 }).format(kg);
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(value);
}

/** The city alone. */
export function cityName(city: string): string {
  return placeOf(city).name;
}

export interface Item {
  readonly category: ItemCategory;
  readonly kg: number;
  readonly pieces?: number | null | undefined;
}

/** `2 kg` of one thing, or of several: what the sentences of a request call it. */
export function amount(text: Text, { category, kg, pieces }: Item): string {
  if (pieces !== null && pieces !== undefined && pieces > 0) return text.ask.pieces(pieces);
  return category === 'PAPER' && kg === 0 ? text.categories.PAPER : kilograms(kg);
}

/** Everything that is asked for, in a few words: `2 kg, 3 documents`. */
export function amounts(text: Text, items: readonly Item[]): string {
  const weighed = items.filter((item) => item.category !== 'PAPER' || item.kg > 0);
  const kg = weighed.reduce((sum, item) => sum + item.kg, 0);
  const papers = items.filter((item) => item.category === 'PAPER' && item.kg === 0).map((item) => amount(text, item));
  return [...(kg > 0 ? [kilograms(kg)] : []), ...papers].join(' + ');
}

/** What items cost, rounded to the currency's smallest coin. */
export function priceOf(items: readonly (Item & { readonly cost: number })[], currency: string): number {
  const sum = items.reduce((total, { kg, pieces, cost }) => total + cost * (pieces ?? kg), 0);
  const unit = 10 ** minorUnits(currency);
  return Math.round(sum * unit) / unit;
}
