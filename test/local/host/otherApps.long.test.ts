import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { aResource, noticeBoard, temporaryDirectory, writeAssembly } from '../../support/assemblies.ts';
import { synthesizeSightings } from '../../support/host/sightings/sightings.ts';
import { aMember, join, signedIn, Visitor } from '../../support/host/sightings/visitor.ts';
import { launch, outputsOf, ready, type Start, start } from '../../support/host/starts.ts';
import { hostPort } from '../../support/ports.ts';
import type { RealtimeClient } from '../../support/realtimeClient.ts';

/** What `npm start` says before the arguments that are added to it. */
const npmStart = ['--sample', 'sample/index.ts'];

let assembly = '';
const folder = temporaryDirectory();
let host: Start;
beforeAll(async () => {
  assembly = synthesizeSightings();
  host = launch(folder, [...npmStart, '--assembly', assembly, '--port', String(await hostPort())]);
  await ready(host);
}, 120_000);
afterAll(() => host.kill());

const anyone = () => new Visitor(folder);
const member = (name = `m${randomUUID()}`) => aMember(folder, host, name);
/** A place where no other test has seen anything. */
const aPlace = () => `fen ${randomUUID()}`;

const sighting = 'id species place count rarity note';
const add = `mutation ($input: AddSightingInput!) { addSighting(input: $input) { ${sighting} } }`;

interface Sighting {
  readonly id: string;
  readonly count: number;
}

async function seen(by: Visitor, place: string, count: number, species = 'crane'): Promise<Sighting> {
  const { data, errors } = await by.asks(add, { input: { species, place, count } });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data?.['addSighting'] as Sighting;
}

async function listening(by: Visitor, subscription: string): Promise<RealtimeClient> {
  const client = await by.listens(subscription);
  onTestFinished(() => client.close());
  return client;
}

describe("an app in the manner of AWS's samples", () => {
  it('prints its API key and gives it to clients, as the outputs of the stack do', () => {
    const key = outputsOf(folder).data.api_key;
    expect(key).toMatch(/^da2-[a-z0-9]{26}$/);
    expect(host.printed()).toContain(`API key     ${key}`);
    expect(outputsOf(folder)).toMatchObject({
      data: { default_authorization_type: 'API_KEY', authorization_types: ['AMAZON_COGNITO_USER_POOLS'] },
    });
  });

  it('signs people up with the code it prints, and in', async () => {
    const ada = await member();
    const { data } = await ada.asks('{ whoami }');
    expect(data).toEqual({ whoami: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown });
  });

  it('turns the API key away from what the user pool alone opens', async () => {
    const { data, errors } = await anyone().asks('{ whoami }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { errorType: 'Unauthorized', message: 'Not Authorized to access whoami on type Query', path: ['whoami'] },
    ]);
    const refused = await anyone().asks(add, { input: { species: 'crane', place: 'x', count: 1 } });
    expect(refused.errors).toMatchObject([{ errorType: 'Unauthorized', path: ['addSighting'] }]);
  });

  it('stores by a pipeline of all its data sources what the key then reads', async () => {
    const place = aPlace();
    const made = await seen(await member(), place, 3, ' crane ');
    expect(made).toMatchObject({ species: 'Common crane', place, count: 3, rarity: 'RARE', note: null });
    const { data } = await anyone().asks(`query ($id: ID!) { getSighting(id: $id) { ${sighting} } }`, made);
    expect(data).toEqual({ getSighting: made });
  });

  it('ends a pipeline where a step or its function raises an error', async () => {
    const ada = await member();
    const bad = await ada.asks(add, { input: { species: 'crane', place: aPlace(), count: 0 } });
    expect(bad.errors).toMatchObject([{ errorType: 'BadCount', errorInfo: { count: 0 }, path: ['addSighting'] }]);
    const unknown = await ada.asks(add, { input: { species: 'dodo', place: aPlace(), count: 1 } });
    expect(unknown.errors).toMatchObject([
      { errorType: 'Lambda:Unhandled', message: 'The almanac knows no dodo.', path: ['addSighting'] },
    ]);
  });

  it('changes an item on the condition of its resolver', async () => {
    const [ada, bob] = [await member(), await member()];
    const { id } = await seen(ada, aPlace(), 2);
    const update = `mutation ($input: UpdateSightingInput!) { updateSighting(input: $input) { count note } }`;
    expect((await ada.asks(update, { input: { id, count: 4, note: 'at dusk' } })).data).toEqual({
      updateSighting: { count: 4, note: 'at dusk' },
    });
    expect((await ada.asks(update, { input: { id, note: null } })).data).toEqual({
      updateSighting: { count: 4, note: null },
    });
    expect(await bob.asks(update, { input: { id, count: 9 } })).toMatchObject({
      data: { updateSighting: null },
      errors: [{ errorType: 'DynamoDB:ConditionalCheckFailedException' }],
    });
  });

  it('deletes for a group of the template alone', async () => {
    const name = `m${randomUUID()}`;
    const ada = await member(name);
    const made = await seen(ada, aPlace(), 2);
    const remove = 'mutation ($id: ID!) { deleteSighting(id: $id) { id } }';
    expect((await ada.asks(remove, made)).errors).toMatchObject([{ errorType: 'Unauthorized' }]);
    await join(folder, name, 'Wardens');
    const warden = await signedIn(folder, name);
    expect((await warden.asks(remove, made)).data).toEqual({ deleteSighting: { id: made.id } });
    const { data } = await anyone().asks('query ($id: ID!) { getSighting(id: $id) { id } }', made);
    expect(data).toEqual({ getSighting: null });
  });

  it('reads an index page by page, and scans by a filter', async () => {
    const [ada, place] = [await member(), aPlace()];
    const made: Sighting[] = [];
    for (const count of [1, 2, 3]) made.push(await seen(ada, place, count));
    const at =
      'query ($place: String!, $after: String) { page: sightingsAt(place: $place, limit: 2, nextToken: $after) { items { count } nextToken } }';
    const pageAfter = async (after?: string) => {
      const { data } = await anyone().asks(at, { place, after });
      return data?.['page'] as { readonly items: readonly Sighting[]; readonly nextToken: string };
    };
    const first = await pageAfter();
    expect(first.items.map(({ count }) => count)).toEqual([3, 2]);
    expect((await pageAfter(first.nextToken)).items.map(({ count }) => count)).toEqual([1]);
    const most = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
    await seen(ada, place, most);
    const all =
      'query ($filter: SightingFilterInput) { listSightings(filter: $filter, limit: 1000) { items { count } } }';
    const { data } = await anyone().asks(all, { filter: { count: { ge: most, le: most } } });
    expect(data).toEqual({ listSightings: { items: [{ count: most }] } });
  });

  it('asks a Lambda function without code of a resolver', async () => {
    const { data } = await anyone().asks('{ season(place: "Ely") }');
    expect(data).toEqual({ season: 'Spring in Ely' });
  });
});

describe('its subscriptions', () => {
  const countOf = async (client: RealtimeClient, field: string): Promise<unknown> => {
    const { data } = (await client.event()) as { data: Record<string, Sighting> };
    return data[field]?.count;
  };

  it('with an argument deliver what equals it', async () => {
    const [ada, here, there] = [await member(), aPlace(), aPlace()];
    const client = await listening(anyone(), `subscription { onSighting(place: "${here}") { count } }`);
    await seen(ada, there, 1);
    await seen(ada, here, 2);
    expect(await countOf(client, 'onSighting')).toBe(2);
  });

  it('with a filter of their resolver deliver what fits it', async () => {
    const [ada, here, there] = [await member(), aPlace(), aPlace()];
    const client = await listening(ada, `subscription { onFlock(atLeast: 10, places: ["${here}"]) { count } }`);
    await seen(ada, here, 9);
    await seen(ada, there, 20);
    await seen(ada, here, 10);
    expect(await countOf(client, 'onFlock')).toBe(10);
  });

  it('deliver what no data source stores', async () => {
    const place = aPlace();
    const everything = await listening(anyone(), 'subscription { onAnnouncement { place text } }');
    const elsewhere = await listening(anyone(), 'subscription { onAnnouncement(place: "Wash") { text } }');
    const announce =
      'mutation ($place: String!, $text: String!) { announce(place: $place, text: $text) { place text } }';
    await anyone().asks(announce, { place, text: 'The hide is open.' });
    await anyone().asks(announce, { place: 'Wash', text: 'High tide.' });
    expect(await everything.event()).toEqual({ data: { onAnnouncement: { place, text: 'The hide is open.' } } });
    expect(await elsewhere.event()).toEqual({ data: { onAnnouncement: { text: 'High tide.' } } });
  });
});

it('what it has stored, its members and their groups outlive a restart', { timeout: 120_000 }, async () => {
  const home = temporaryDirectory();
  const args = ['--assembly', assembly, '--port', String(await hostPort())];
  const first = start(home, args);
  await ready(first);
  const key = outputsOf(home).data.api_key;
  const made = await seen(await aMember(home, first, 'ada'), 'Ely', 5);
  await join(home, 'ada', 'Wardens');
  first.process.kill('SIGINT');
  await first.ended;

  await ready(start(home, args));

  expect(outputsOf(home).data.api_key).toBe(key);
  const warden = await signedIn(home, 'ada');
  expect((await warden.asks('mutation ($id: ID!) { deleteSighting(id: $id) { count } }', made)).data).toEqual({
    deleteSighting: { count: 5 },
  });
});

it('an assembly with two APIs is refused in a sentence', { timeout: 60_000 }, async () => {
  const Second = aResource('AWS::AppSync::GraphQLApi', { Name: 'second', AuthenticationType: 'API_KEY' });
  const two = writeAssembly({ Board: noticeBoard({ Second }) });
  const started = start(temporaryDirectory(), ['--assembly', two, '--port', String(await hostPort())]);
  expect(await started.ended).toBe(1);
  expect(started.printed()).toContain(
    'The local host serves one AppSync API, but the assembly declares 2: Board/Api, Board/Second. ' +
      'Choose one with --stack or --api.',
  );
});
