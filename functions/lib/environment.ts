/**
 * A variable that the template sets for the function.
 * @throws Error when it is missing, so the function fails at its start and not in the middle of its work
 */
export function requireEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is missing.`);
  return value;
}
