import { state, useValue } from '../data/api/state.ts';
import { recall, store } from '../data/session/storage.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en, type Text } from './en.ts';
import { variantOf } from './variant.ts';

export const LANGUAGES = { en, de, ar } as const;
export type Language = keyof typeof LANGUAGES;

const NAME = 'language';
const RIGHT_TO_LEFT: readonly Language[] = ['ar'];

export const language = state<Language>(firstChoice());

function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(LANGUAGES, value);
}

/** What was chosen here before, or the first of the browser's languages that the app speaks. */
function firstChoice(): Language {
  const chosen = recall(NAME);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

export function chooseLanguage(chosen: Language): void {
  store(NAME, chosen);
  language.set(chosen);
  applyLanguage();
}

/** Tells the browser the page's language and direction. */
export function applyLanguage(): void {
  const chosen = language.get();
  document.documentElement.lang = chosen;
  document.documentElement.dir = isRightToLeft() ? 'rtl' : 'ltr';
  document.title = LANGUAGES[chosen].app.title;
}

export function isRightToLeft(): boolean {
  return RIGHT_TO_LEFT.includes(language.get());
}

export function useText(): Text {
  return LANGUAGES[useValue(language)];
}

/** The locale that dates, weights and money are written in. */
export function locale(): string {
  return variantOf(language.get());
}
