import { isCurrency } from '../../domain/currencies.ts';

/** The currencies that the browser knows and the API takes. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency').filter(isCurrency);
