import type { RequestUpdateInput } from '../../../domain/schema.types.ts';
import { type Message, RealtimeClient } from '../realtimeClient.ts';
import { shared } from '../shared/shared.ts';
import { signedHeaders } from '../signing.ts';
import { type GraphqlError, Refusal } from './refusal.ts';

export const PUBLISH = `mutation ($input: RequestUpdateInput!) {
  publishRequestUpdate(input: $input) {
    recipient requestId tripId role status revision change counterpart reason changedAt
  }
}`;

/** Somebody with credentials of the AWS account, who signs with IAM instead of signing in. */
export class Signer {
  /** Throws a Refusal when the answer has errors. */
  async ask<Answer>(query: string, variables: object = {}): Promise<Answer> {
    const { url } = await shared('takeIt');
    const body = JSON.stringify({ query, variables });
    const response = await fetch(url, { method: 'POST', headers: await this.#sign(url, body), body });
    const { data, errors } = (await response.json()) as { data: Answer; errors?: GraphqlError[] };
    if (errors) throw new Refusal(errors);
    return data;
  }

  async publishes(input: RequestUpdateInput): Promise<void> {
    await this.ask(PUBLISH, { input });
  }

  /** Connects and subscribes, and answers with what came back: start_ack or error. */
  async subscribes(query: string): Promise<Message> {
    const { url } = await shared('takeIt');
    const client = new RealtimeClient(url, { authorization: await this.#sign(`${url}/connect`, '{}') });
    try {
      await client.init();
      const data = JSON.stringify({ query, variables: {} });
      return await client.subscribe(query, { authorization: await this.#sign(url, data) });
    } finally {
      await client.close();
    }
  }

  async #sign(url: string, body: string) {
    const { credentials, region } = await shared('takeIt');
    return await signedHeaders({ credentials, url, body, region });
  }
}
