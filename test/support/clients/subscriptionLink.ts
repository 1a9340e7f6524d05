/* Subscribes with aws-appsync-subscription-link, in a process of its own: `node --import tsx FILE URL`. Prints what it
receives. */
import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { CONTROL_EVENTS_KEY, createSubscriptionHandshakeLink } from 'aws-appsync-subscription-link';
import { WebSocket } from 'ws';

// Node 20 has none.
Object.assign(globalThis, { WebSocket });
const [, , url = ''] = process.argv;
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const auth = { type: 'API_KEY', apiKey: 'da2-test' } as const;
// Its types are those of Apollo's other module format, of the same class.
const link = createSubscriptionHandshakeLink({ url, region: 'eu-central-1', auth }) as unknown as ApolloLink;
const client = new ApolloClient({ link, cache: new InMemoryCache() });
const query = gql`
  subscription ($room: String) {
    onPost(room: $room) {
      id
      text
    }
  }
`;
// Only so does it tell that the server has acknowledged the subscription.
const context = { controlMessages: { [CONTROL_EVENTS_KEY]: true } };
ApolloLink.execute(link, { query, variables: { room: 'a' }, context }, { client }).subscribe({
  next: ({ data, extensions }) => {
    say(extensions?.['controlMsgType'] === 'CONNECTED' ? { ready: true } : { data });
  },
  error: (error: unknown) => {
    say({ error });
  },
});
