import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { aChat, type Chat } from '../../support/host/chat.ts';
import { anApi, answering, served, type ServedApi } from '../../support/host/servedApi.ts';

const LEVELS = 25;
/** An exponential walk of 25 levels takes minutes; a linear one takes far less than this, even on a busy machine. */
const deadline = 2_000;

const schema = `
  type Query { node: Node, selected: AWSJSON }
  type Node { node: Node, name: String, selected: AWSJSON }`;
const resolvers = {
  'Query.node': answering('{ name: "root", selected: ctx.info.selectionSetList }'),
};

/** Fragments that each spread the next one twice. */
function nested(type: string, last: string, spreadTwice: (next: string) => string): string {
  const levels = Array.from(
    { length: LEVELS },
    (_, n) => `fragment F${n} on ${type} { ${spreadTwice(`...F${n + 1}`)} }`,
  );
  return [...levels, `fragment F${LEVELS} on ${type} { ${last} }`].join(' ');
}

async function timed<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  expect(performance.now() - began).toBeLessThan(deadline);
  return result;
}

let api: ServedApi;
let chat: Chat;
beforeAll(async () => {
  api = await served(anApi({ schema, resolvers }));
  chat = await aChat();
});
afterAll(async () => {
  await api.close();
  await chat.close();
});

describe('25 levels of fragments, each spread twice,', () => {
  it.each([
    ['as named spreads', (next: string) => `${next} ${next}`],
    ['within inline fragments', (next: string) => `... on Node { ${next} } ... { ${next} }`],
    ['with directives', (next: string) => `${next} @include(if: true) ${next} @skip(if: false)`],
  ])('take no longer than one level: %s', async (_, spreadTwice) => {
    const { body } = await timed(() => api.ask(`{ node { ...F0 } } ${nested('Node', 'name selected', spreadTwice)}`));
    expect(body).toEqual({ data: { node: { name: 'root', selected: JSON.stringify(['name', 'selected']) } } });
  });

  it('are merged below one field', async () => {
    const fragments = nested('Node', 'name', (next) => `node { ${next} } node { ${next} }`);
    const { body } = await timed(() => api.ask(`{ node { ...F0 } } ${fragments}`));
    expect(body).toEqual({ data: { node: { node: null } } });
  });

  it('are rejected below two aliases, which select 33 million fields', async () => {
    const fragments = nested('Node', 'name', (next) => `a: node { ${next} } b: node { ${next} }`);
    const { body } = await timed(() => api.ask(`{ node { ...F0 } } ${fragments}`));
    expect(body.data).toBeNull();
    expect(body.errors?.[0]?.['message']).toContain('Maximum field count exceeded');
  });

  it('take no longer in an invalid document', async () => {
    const { body } = await timed(() =>
      api.ask(`{ node { ...F0 } } ${nested('Node', 'nope', (next) => `a: node { ${next} } b: node { ${next} }`)}`),
    );
    expect(body.errors).toHaveLength(1);
  });

  it('work in a mutation with subscribers', async () => {
    const client = chat.client();
    await client.init();
    await client.subscribe('subscription { onPost { id text } }');
    const fragments = nested('Post', 'id text', (next) => `${next} ${next}`);
    await timed(() => chat.ask(`mutation { post(input: { id: "1", text: "Hello" }) { ...F0 } } ${fragments}`));
    expect(await client.next()).toMatchObject({ payload: { data: { onPost: { id: '1', text: 'Hello' } } } });
  });
});
