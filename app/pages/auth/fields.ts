import { Failure } from '../../data/api/failure.ts';

/** What a person typed into a field that has to have something. Throws Failure for an empty one. */
export function filledIn(text: string): string {
  const typed = text.trim();
  if (typed === '') throw new Failure('fillIn');
  return typed;
}

/** An e-mail address that a person typed. Cognito calls a mistyped one many names. Throws Failure for what is none. */
export function emailIn(text: string): string {
  const email = filledIn(text);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new Failure('badEmail');
  return email;
}
