import { CognitoError } from 'cognito-local/lib/errors.js';
import type { UserPool } from 'cognito-local/lib/services/userPoolService.js';

/** Raises InvalidPasswordException when a password breaks the pool's policy. */
export function requireConformity({ Policies }: UserPool, password: string): void {
  const policy = Policies?.PasswordPolicy ?? {};
  const rules: readonly (readonly [boolean | undefined, RegExp, string])[] = [
    [policy.RequireUppercase, /[A-Z]/, 'Password must have uppercase characters'],
    [policy.RequireLowercase, /[a-z]/, 'Password must have lowercase characters'],
    [policy.RequireNumbers, /\d/, 'Password must have numeric characters'],
    [policy.RequireSymbols, /[^A-Za-z0-9]/, 'Password must have symbol characters'],
  ];
  const broken =
    password.length < (policy.MinimumLength ?? 8)
      ? 'Password not long enough'
      : rules.find(([rule, form]) => rule === true && !form.test(password))?.[2];
  if (broken === undefined) return;
  throw new CognitoError('InvalidPasswordException', `Password did not conform with policy: ${broken}`);
}
