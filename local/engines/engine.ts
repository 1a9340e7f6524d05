/** A service that the host runs on this machine. */
export interface Engine {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

/** An engine that somebody else runs, where an environment variable names one: it is used, and never stopped. */
export function externalEngine(variable: 'DYNAMODB_ENDPOINT' | 'COGNITO_ENDPOINT'): Engine | undefined {
  const address = process.env[variable];
  if (address === undefined || address === '') return undefined;
  if (!URL.canParse(address)) throw new Error(`${variable} is no address: "${address}" (wanted: http://HOST:PORT).`);
  return { endpoint: address.replace(/\/$/, ''), close: () => Promise.resolve() };
}
