/** What a password has to hold: the user pool asks for it, and apps are told. */
export const PASSWORD_RULES = {
  minLength: 10,
  requireLowercase: true,
  requireUppercase: true,
  requireDigits: true,
  requireSymbols: false,
} as const;
