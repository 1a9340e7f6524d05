import * as limits from '../../../domain/limits.ts';
import type { QueryPlacesArgs } from '../../../domain/schema.types.ts';
import { checkLanguage } from '../account/accountRules.ts';
import { invalid } from '../errors.ts';

/** A checked search for places, with its defaults. */
export interface PlaceSearch {
  readonly text: string;
  readonly language: string;
  readonly limit: number;
}

/** Refuses a text that no city could have, and a list that would be too long. */
export function checkedPlaceSearch({ text, language, limit }: QueryPlacesArgs): PlaceSearch {
  if (text.length > limits.cityLength) {
    invalid('text', 'length', `The beginning of a city's name has at most ${limits.cityLength} characters.`);
  }
  if (language) checkLanguage(language);
  const most = limit ?? limits.standardPlaces;
  if (most < 1 || most > limits.mostPlaces)
    invalid('limit', 'range', `A search for places answers with 1 to ${limits.mostPlaces} of them.`);
  return { text, language: language || 'en', limit: most };
}
