/* The app in Apollo Client, as docs/clients.md shows it. Amplify signs its people in. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { SetContextLink } from '@apollo/client/link/context';
import { createSubscriptionHandshakeLink } from 'aws-appsync-subscription-link';
import { OperationTypeNode } from 'graphql';

import { token } from './amplify.ts';
import { show } from './commands.ts';
import { outputs } from './outputs.ts';

const { url, aws_region: region } = outputs.data;
const authorized = new SetContextLink(async () => ({ headers: { authorization: await token() } }));
const auth = { type: 'AMAZON_COGNITO_USER_POOLS', jwtToken: async () => (await token()) ?? '' } as const;
// The types of this link are those of another module format of Apollo's.
const socket = createSubscriptionHandshakeLink({ url, region, auth }) as unknown as ApolloLink;
const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    socket,
    ApolloLink.from([authorized, new HttpLink({ uri: url })]),
  ),
  cache: new InMemoryCache(),
});

const searchTrips = gql`
  query Search($from: String) {
    searchTrips(from: $from) {
      items {
        id
        fromCity
        toCity
      }
    }
  }
`;

export async function search(from: string) {
  return await client.query({ query: searchTrips, variables: { from }, fetchPolicy: 'network-only' });
}

const requestUpdates = gql`
  subscription {
    onRequestUpdate {
      requestId
      status
    }
  }
`;

export function watch() {
  return client.subscribe({ query: requestUpdates }).subscribe({
    next: ({ data }) => {
      show(data);
    },
    error: (error: unknown) => {
      show({ error });
    },
  });
}

const createTrip = gql`
  mutation Post($input: CreateTripInput!) {
    createTrip(input: $input) {
      id
    }
  }
`;

export async function post(input: object) {
  try {
    return await client.mutate({ mutation: createTrip, variables: { input } });
  } catch (error) {
    // The entries keep AppSync's fields: switch on `errorType`.
    if (!CombinedGraphQLErrors.is(error)) throw error;
    return { rejected: error.errors[0] };
  }
}
