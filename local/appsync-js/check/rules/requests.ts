import type { Rule, SourceCode } from 'eslint';

import { differs } from '../basis.ts';
import { pathOf, valueOf } from '../names.ts';
import { asNode, keyName } from '../nodes.ts';
import { ownRule } from '../rule.ts';

type ObjectNode = Extract<Rule.Node, { type: 'ObjectExpression' }>;

const write = ['key', 'condition', 'customPartitionKey', 'populateIndexFields', '_version'];
const read = ['index', 'limit', 'nextToken', 'consistentRead', 'select', 'filter', 'projection'];

/** What requests to DynamoDB may hold beside `operation` (npm `@aws-appsync/utils`, the request types). */
const fields: Readonly<Record<string, readonly string[]>> = {
  GetItem: ['key', 'consistentRead', 'projection'],
  PutItem: [...write, 'attributeValues'],
  UpdateItem: [...write, 'update'],
  DeleteItem: write,
  Query: [...read, 'query', 'scanIndexForward'],
  Scan: [...read, 'totalSegments', 'segment'],
  Sync: ['basePartitionKey', 'deltaIndexName', 'limit', 'nextToken', 'lastSync', 'filter'],
  BatchGetItem: ['tables'],
  BatchPutItem: ['tables'],
  BatchDeleteItem: ['tables'],
  TransactGetItems: ['transactItems'],
  TransactWriteItems: ['transactItems'],
};

/** AWS rejects a request to DynamoDB with a key that it does not know: "Unsupported element '$[returnValues]'". */
export const requestKeys = ownRule(
  'no-unknown-request-key',
  'LINT_ERROR',
  { key: differs('likely', `published deployment notes: "Unsupported element '$[returnValues]'"`) },
  (report, code) => ({
    ObjectExpression: (node) => {
      const keys = node.properties.flatMap((property) => (property.type === 'Property' ? property : []));
      const operation = keys.find((property) => keyName(property) === 'operation');
      const value = operation && valueOf(operation.value, code);
      const name = value?.type === 'Literal' ? String(value.value) : '';
      const allowed = Object.hasOwn(fields, name) ? fields[name] : undefined;
      // An item of a transaction names its table.
      if (!allowed || keys.some((property) => keyName(property) === 'table')) return;
      for (const property of keys) {
        const key = keyName(property);
        if (key === null || ['operation', 'version', ...allowed].includes(key)) continue;
        report(asNode(property), 'key', `AppSync rejects ${key} in a request of ${name}. Remove it.`);
      }
    },
  }),
);

/** A dotted key of `ddb.update` is the name of one attribute, so a nested value stays as it was. */
export const updateKeys = ownRule(
  'no-dotted-update-key',
  'LINT_ERROR',
  { dot: differs('likely', 'published notes of an end-to-end test: the attribute is named a.b') },
  (report, code) => ({
    CallExpression: (node) => {
      const helper = pathOf(node.callee, code)?.join('.') ?? '';
      if (!['ddb.update', 'ddb.transactWrite'].includes(helper)) return;
      for (const argument of node.arguments) {
        for (const key of dottedKeys(argument, code)) {
          report(
            key,
            'dot',
            'A dot in a key of ddb.update is part of the name. Nest objects, or write the expression.',
          );
        }
      }
    },
  }),
);

/** The dotted keys of each `update` in a value. */
function dottedKeys(value: unknown, code: SourceCode): readonly Rule.Node[] {
  const node = valueOf(value, code);
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => dottedKeys(element, code));
  if (node.type !== 'ObjectExpression') return [];
  return propertiesOf(node).flatMap((property) => {
    const updated = valueOf(property.value, code);
    const isUpdate = keyName(property) === 'update' && updated.type === 'ObjectExpression';
    const found = isUpdate
      ? propertiesOf(updated)
          .filter((each) => hasDot(each, code))
          .map(asNode)
      : [];
    return [...found, ...(isUpdate ? [] : dottedKeys(property.value, code))];
  });
}

function propertiesOf(node: ObjectNode) {
  return node.properties.flatMap((property) => (property.type === 'Property' ? property : []));
}

function hasDot(property: { readonly key: unknown; readonly computed: boolean }, code: SourceCode): boolean {
  const key = property.computed ? valueOf(property.key, code) : asNode(property.key);
  if (key.type === 'TemplateLiteral') return key.quasis.some(({ value }) => value.raw.includes('.'));
  return key.type === 'Literal' && typeof key.value === 'string' && key.value.includes('.');
}
