import { isList, isObject } from '../language/kinds.ts';
import { fail } from '../state.ts';
import { type Expression, render } from './expressions.ts';
import { Aliases, renderUpdate } from './update.ts';
import { toMapValues } from './values.ts';

type Input = Readonly<Record<string, unknown>>;

/**
 * `@aws-appsync/utils/dynamodb`: each function builds a request object (developer guide, "Built-in DynamoDB
 * functions").
 */
export const get = (input: Input): Input => request('GetItem', input);
export const put = (input: Input): Input => request('PutItem', input);
export const remove = (input: Input): Input => request('DeleteItem', input);
export const update = (input: Input): Input => request('UpdateItem', input);
export const query = (input: Input): Input => request('Query', input);
export const scan = (input: Input): Input => request('Scan', input);
export const sync = (input: Input): Input => request('Sync', input);

export const batchGet = ({ tables }: Input): Input => batch('BatchGetItem', tables, (table) => request(null, table));
export const batchPut = ({ tables }: Input): Input => batch('BatchPutItem', tables, typedItems);
export const batchDelete = ({ tables }: Input): Input => batch('BatchDeleteItem', tables, typedItems);

export const transactGet = ({ items }: Input): Input => ({
  operation: 'TransactGetItems',
  transactItems: listOf(items).map((item) => request(null, item)),
});

export const transactWrite = ({ items }: Input): Input => ({
  operation: 'TransactWriteItems',
  transactItems: listOf(items).map(transactItem),
});

/** The conversion of each input member for the request; other members stay unchanged. */
const members: Readonly<Record<string, (value: unknown) => Input>> = {
  key: (key) => ({ key: toMapValues(key) }),
  keys: (keys) => ({ keys: typedItems(keys) }),
  item: (item) => ({ attributeValues: toMapValues(item) }),
  update: (changes) => ({ update: renderUpdate(changes) }),
  query: (conditions) => ({ query: rendered('query', conditions) }),
  filter: (conditions) => ({ filter: rendered('filter', conditions) }),
  condition: (conditions) => ({ condition: rendered('condition', conditions) }),
  projection: (paths) => ({ projection: projectionOf(paths) }),
};

function request(operation: string | null, input: unknown): Input {
  const built: Record<string, unknown> = operation === null ? {} : { operation };
  for (const [name, value] of entriesOf(input)) {
    // A null option counts as missing.
    if (value !== null && value !== undefined) Object.assign(built, members[name]?.(value) ?? { [name]: value });
  }
  return built;
}

function batch(operation: string, tables: unknown, typed: (table: unknown) => unknown): Input {
  const built: Record<string, unknown> = {};
  for (const [name, table] of entriesOf(tables)) built[name] = typed(table);
  return { operation, tables: built };
}

const writes: Readonly<Record<string, string>> = {
  putItem: 'PutItem',
  updateItem: 'UpdateItem',
  deleteItem: 'DeleteItem',
  conditionCheck: 'ConditionCheck',
};

function transactItem(item: unknown): Input {
  const [name, input] = entriesOf(item)[0] ?? ['nothing', {}];
  const known = Object.keys(writes).join(', ');
  return request(writes[name] ?? fail(`transactWrite accepts ${known}, but an item has ${name}.`), input);
}

function rendered(option: string, conditions: unknown): Expression {
  return render(conditions) ?? fail(`The ${option} cannot be rendered: ${JSON.stringify(conditions)}.`);
}

function projectionOf(paths: unknown): Input {
  const names = new Aliases('#expName_');
  const places = listOf(paths).map((path) =>
    String(path)
      .split('.')
      .map((name) => names.of(name))
      .join('.'),
  );
  return { expression: places.join(', '), expressionNames: names.byAlias };
}

const typedItems = (items: unknown): unknown => listOf(items).map((item) => toMapValues(item));

const listOf = (value: unknown): readonly unknown[] => (isList(value) ? value : fail('Expected a list.'));

const entriesOf = (value: unknown): [string, unknown][] => Object.entries(isObject(value) ? value : {});
