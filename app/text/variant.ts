/** The browser's own variant of a language where it has one, such as `de-AT`: it decides about dates and numbers. */
export function variantOf(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}
