let kept: { readonly email: string; readonly password: string } | undefined;

/** Keeps a new account's password in memory, to sign in right after the code. */
export function keepPassword(email: string, password: string): void {
  kept = { email, password };
}

/** The password that was just chosen for this address; it is forgotten with that. */
export function takePassword(email: string): string | undefined {
  const password = kept?.email === email ? kept.password : undefined;
  kept = undefined;
  return password;
}
