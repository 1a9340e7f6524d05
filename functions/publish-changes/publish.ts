import type { RequestUpdateInput } from '../../domain/schema.types.ts';
import { backOff } from '../lib/backoff.ts';
import { requireEnvironment } from '../lib/environment.ts';
import { signedHeaders } from '../lib/signature.ts';

const url = requireEnvironment('API_URL');
/** How often one update is tried before the stream is left to bring it again. */
const MOST_TRIES = 3;
const PATIENCE_MILLISECONDS = 5_000;

/** Every field of an update: subscribers get what is selected here, and are told apart by `recipient`. */
const MUTATION = `mutation PublishRequestUpdate($input: RequestUpdateInput!) {
  publishRequestUpdate(input: $input) {
    recipient requestId tripId role status revision counterpart reason changedAt
  }
}`;

/** The API took an update for none that it publishes, or didn't answer. */
export class PublishingFailed extends Error {
  override readonly name = 'PublishingFailed';
}

/**
 * Tells the API of an update, and so everybody who listens for it.
 * @throws PublishingFailed when the API refused it, or couldn't be reached, each time
 */
export async function publish(input: RequestUpdateInput): Promise<void> {
  const body = JSON.stringify({ query: MUTATION, variables: { input } });
  for (let tries = 1; ; tries += 1) {
    try {
      await post(body);
      return;
    } catch (error) {
      if (tries === MOST_TRIES) throw new PublishingFailed('The update was not published.', { cause: error });
    }
    await backOff(tries);
  }
}

async function post(body: string): Promise<void> {
  const headers = await signedHeaders(url, body, 'appsync');
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const response = await fetch(url, { method: 'POST', headers, body, signal });
  const { errors } = (await response.json()) as { errors?: readonly { errorType?: string | null }[] };
  if (!response.ok || errors) throw new Error(`${response.status} ${errors?.[0]?.errorType ?? ''}`);
}
