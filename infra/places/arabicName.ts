/** Words of the Arabic alphabet; names in Persian, Urdu and Kurdish mostly have other letters. */
const ARABIC = /^[\u0621-\u063A\u0641-\u064A ]+$/;
const ARAB_COUNTRIES = 'AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE'.split(' ');

/**
 * The Arabic name of a city. GeoNames does not say which language a name belongs to.
 * @returns '' when it remains unclear
 */
export function arabicName(names: readonly string[], countryCode: string): string {
  const arabic = names.filter((name) => ARABIC.test(name));
  const [only] = arabic;
  if (only === undefined || arabic.length === 1) return only ?? '';
  // Only Arabic has this article and this ending.
  const typical = arabic.filter((name) => name.startsWith('ال') || name.endsWith('ة'));
  if (typical.length === 1) return typical[0] ?? '';
  return ARAB_COUNTRIES.includes(countryCode) ? (typical[0] ?? only) : '';
}
