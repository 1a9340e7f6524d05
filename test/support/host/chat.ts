import { type Connecting, RealtimeClient } from '../realtimeClient.ts';
import { anApi, answering, type ApiParts, type ResolverSource, served, type ServedApi } from './servedApi.ts';

/** A small API with subscriptions of every kind; `post` answers with its own arguments. */
const chatSchema = `
  type Author { name: String, city: City }
  type City { name: String, country: Country }
  type Country { name: String }
  type Post { id: ID!, room: String, text: String, likes: Int, tags: [String], open: Boolean, meta: AWSJSON, author: Author }
  input PostInput { id: ID!, room: String, text: String, likes: Int, tags: [String], open: Boolean, meta: AWSJSON, author: AWSJSON }
  type Query { hello: String }
  type Mutation {
    post(input: PostInput!): Post
    edit(input: PostInput!): Post
    posts(input: [PostInput!]!): [Post]
    kick(room: String, times: Int): String
  }
  type Subscription {
    onPost(room: String, likes: Int, meta: AWSJSON): Post @aws_subscribe(mutations: ["post", "edit"])
    onPosts(room: String): [Post] @aws_subscribe(mutations: ["posts"])
    onFiltered(filter: AWSJSON, ending: AWSJSON): Post @aws_subscribe(mutations: ["post"])
    onFilteredPosts(filter: AWSJSON): [Post] @aws_subscribe(mutations: ["posts"])
    onGuarded(room: String): Post @aws_subscribe(mutations: ["post"])
    onPipeline(room: String): Post @aws_subscribe(mutations: ["post"])
  }`;

/** A subscription resolver that does this when its data source has answered. */
export function subscribing(response: string): string {
  return `
    import { util, extensions } from '@aws-appsync/utils';
    export function request(ctx) { return { payload: null }; }
    export function response(ctx) { ${response} return null; }`;
}

const filtering = subscribing(`
  if (ctx.args.filter) extensions.setSubscriptionFilter(ctx.args.filter);
  if (ctx.args.ending) extensions.setSubscriptionInvalidationFilter(ctx.args.ending);`);

const guarding = subscribing(`
  if (ctx.args.room === 'secret') util.unauthorized();
  if (ctx.args.room === 'closed') util.error('The room is closed.', 'RoomClosed');
  if (ctx.args.room === 'full') util.error('The room is full.');
  if (ctx.args.room === 'broken') ctx.result.nothing.here;`);

const kicking = `
  import { extensions } from '@aws-appsync/utils';
  export function request(ctx) { return { payload: null }; }
  export function response(ctx) {
    const rooms = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, ctx.args.times ?? 0).concat(ctx.args.room);
    rooms.forEach((room) => extensions.invalidateSubscriptions({ subscriptionField: 'onFiltered', payload: { room } }));
    return 'kicked';
  }`;

const resolvers: Readonly<Record<string, ResolverSource>> = {
  'Mutation.post': answering('ctx.args.input'),
  'Mutation.edit': answering('ctx.args.input'),
  'Mutation.posts': answering('ctx.args.input'),
  'Mutation.kick': kicking,
  'Subscription.onFiltered': filtering,
  'Subscription.onFilteredPosts': filtering,
  'Subscription.onGuarded': guarding,
  'Subscription.onPipeline': {
    code: `export function request(ctx) { return {}; } export function response(ctx) { return null; }`,
    functions: [guarding, filtering],
  },
};

export interface Chat extends ServedApi {
  /** Connects a client that ends with the test's API. */
  readonly client: (connecting?: Connecting) => RealtimeClient;
  /** Stops the server without waiting for its clients. */
  readonly stop: () => Promise<void>;
  /** Posts, and answers once the mutation has. */
  readonly say: (input: object, selection?: string) => Promise<void>;
}

export type Serving = Parameters<typeof served>[1];
export type Listening = Parameters<typeof served>[2];

export async function aChat(
  parts: Partial<ApiParts> = {},
  serving: Serving = {},
  listening: Listening = {},
): Promise<Chat> {
  const api = await served(anApi({ schema: chatSchema, resolvers, ...parts }), serving, listening);
  const clients: RealtimeClient[] = [];
  return {
    ...api,
    client(connecting) {
      const client = new RealtimeClient(api.url, connecting);
      clients.push(client);
      return client;
    },
    async say(input, selection = 'id room text likes tags open meta author { name city { name country { name } } }') {
      const { body } = await api.ask({
        query: `mutation ($input: PostInput!) { post(input: $input) { ${selection} } }`,
        variables: { input },
      });
      if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
    },
    stop: api.close,
    async close() {
      for (const client of clients) await client.close();
      await api.close();
    },
  };
}
