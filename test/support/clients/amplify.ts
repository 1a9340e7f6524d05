/* Subscribes with aws-amplify, in a process of its own: `node --import tsx amplify.ts URL`. Prints what it receives. */
import { Amplify } from 'aws-amplify';
import { CONNECTION_STATE_CHANGE, generateClient } from 'aws-amplify/api';
import { Hub } from 'aws-amplify/utils';
import { WebSocket } from 'ws';

// Node 20 has none.
Object.assign(globalThis, { WebSocket });
const [, , endpoint = ''] = process.argv;
Amplify.configure({
  API: { GraphQL: { endpoint, region: 'eu-central-1', defaultAuthMode: 'apiKey', apiKey: 'da2-test' } },
});

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
Hub.listen('api', ({ payload }) => {
  if (payload.event === 'Subscription ack') say({ ready: true });
  if (payload.event === CONNECTION_STATE_CHANGE)
    say({ state: (payload.data as { connectionState: string }).connectionState });
});

const query = 'subscription ($room: String) { onPost(room: $room) { id text } }';
const result = generateClient().graphql({ query, variables: { room: 'a' } });
if (!('subscribe' in result)) throw new Error('This is no subscription.');
result.subscribe({
  next: (event: object) => {
    say(event);
  },
  error: (error: unknown) => {
    say({ error });
  },
});
