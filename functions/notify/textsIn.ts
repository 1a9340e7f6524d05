import { ar } from './texts/ar.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { fr } from './texts/fr.ts';
import type { Texts } from './texts/texts.ts';
import { tr } from './texts/tr.ts';

const ALL: Readonly<Record<string, Texts>> = { ar, de, en, fr, tr };

/** @returns the tag and the texts of a language (BCP 47); English for an unknown one */
export function textsIn(tag: string): { readonly language: string; readonly texts: Texts } {
  const [base = ''] = tag.toLowerCase().split('-');
  const texts = Object.hasOwn(ALL, base) ? ALL[base] : undefined;
  return texts ? { language: base, texts } : { language: 'en', texts: en };
}
