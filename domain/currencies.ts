/** ISO 4217 codes of the currencies in use: money that a person can be paid in; no metals, funds or test codes. */
const CODES =
  ' AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY ' +
  'COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ' +
  'ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK ' +
  'MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF ' +
  'SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU ' +
  'UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ';

/** Those whose minor unit is not a hundredth (ISO 4217, table A.1, column "Minor unit"). */
const WITHOUT_DECIMALS = ' BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ';
const WITH_THREE_DECIMALS = ' BHD IQD JOD KWD LYD OMR TND ';

/** Whether this is the ISO 4217 code, in capitals, of a currency in use. */
export function isCurrency(code: string): boolean {
  return isListed(CODES, code);
}

/**
 * How many decimals an amount in this currency has (ISO 4217).
 * @returns 0, 2 or 3; 2 for a text that is no code of a currency in use, such as the original app may have stored
 */
export function minorUnits(currency: string): number {
  if (isListed(WITHOUT_DECIMALS, currency)) return 0;
  return isListed(WITH_THREE_DECIMALS, currency) ? 3 : 2;
}

/**
 * The amount to the decimals of its currency. It removes what binary floating point adds to sums and products.
 * @param amount 0 or more
 */
export function roundAmount(amount: number, currency: string): number {
  const decimals = minorUnits(currency);
  // A power of ten is exact, so the quotient is the double nearest to the decimal number.
  const scale = decimals === 0 ? 1 : decimals === 3 ? 1000 : 100;
  return Math.round(amount * scale) / scale;
}

function isListed(codes: string, code: string): boolean {
  return code.length === 3 && codes.indexOf(` ${code} `) >= 0;
}
