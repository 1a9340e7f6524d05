/** The password policy of the user pool, which apps also get. */
export const PASSWORD_RULES = {
  minLength: 10,
  requireLowercase: true,
  requireUppercase: true,
  requireDigits: true,
  requireSymbols: false,
} as const;
