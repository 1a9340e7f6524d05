import type { RequestUpdateInput } from '../../domain/schema.types.ts';
import { backOff } from '../lib/backoff.ts';
import { requireEnvironment } from '../lib/environment.ts';
import { signedHeaders } from '../lib/signature.ts';

const url = requireEnvironment('API_URL');
/** How often one update is tried before the stream delivers it again. */
const MOST_TRIES = 3;
const PATIENCE_MILLISECONDS = 5_000;

/** Every field of an update: subscribers receive what is selected here. `recipient` selects the subscribers. */
const MUTATION = `mutation PublishRequestUpdate($input: RequestUpdateInput!) {
  publishRequestUpdate(input: $input) {
    recipient requestId tripId role status revision change counterpart reason changedAt
  }
}`;

/** The API rejected an update, or did not answer. */
export class PublishingFailed extends Error {
  override readonly name = 'PublishingFailed';
}

/**
 * Publishes an update through the API, which sends it to its subscribers.
 * @throws PublishingFailed when the API rejected it, or could not be reached, at each try
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
