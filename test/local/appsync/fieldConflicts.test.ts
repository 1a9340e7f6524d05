import fc from 'fast-check';
import { buildSchema, Kind, OverlappingFieldsCanBeMergedRule, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

import { documentReader } from '../../../local/appsync/document/documents.ts';
import { ConflictSearch } from '../../../local/appsync/document/validation/fieldConflicts.ts';
import { validationErrors } from '../../../local/appsync/document/validation/validate.ts';

const schema = buildSchema(`
  type Query { trip: Trip, place: Place }
  interface Place { id: ID, name(short: Boolean, size: [Int]): String, next: Place }
  type Trip implements Place {
    id: ID, name(short: Boolean, size: [Int]): String, next: Trip, size: Int!, sizes: [Int], trip: Trip
  }
  type Harbor implements Place { id: ID, name(short: Boolean, size: [Int]): String, next: Harbor, size: String, trip: Trip }`);

const messagesOf = (query: string) =>
  validationErrors(schema, parse(query), true).map(({ message }) => message.replace('Validation error of type ', ''));

/** A text many times, with the number of each. */
const many = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

describe('fields conflict', () => {
  it.each<[what: string, query: string, message: string]>([
    ['when they are different fields', '{ trip { a: id a: size } }', "a: id and size are different fields @ 'trip/id'"],
    [
      'when their arguments differ',
      '{ trip { name(short: true) name } }',
      "name: they have differing arguments @ 'trip/name'",
    ],
    [
      'when they stand in fields that are merged',
      '{ trip { id: size } trip { id } }',
      "trip/id: size and id are different fields @ 'trip/size'",
    ],
    [
      'when fragments bring them together',
      '{ trip { ...A ...B } } fragment A on Trip { x: id } fragment B on Trip { x: sizes }',
      "x: id and sizes are different fields @ 'A/id'",
    ],
    [
      'when one may be null and the other may not',
      '{ place { ... on Trip { size } ... on Harbor { size: id } } }',
      "size: fields have different nullability shapes @ 'place/size'",
    ],
    [
      'when one is a list',
      '{ place { ... on Trip { x: sizes } ... on Harbor { x: id } } }',
      "x: fields have different list shapes @ 'place/sizes'",
    ],
    [
      'when their types differ',
      '{ place { ... on Trip { x: id } ... on Harbor { x: size } } }',
      "x: they return differing types ID and String @ 'place/id'",
    ],
  ])('%s', (_what, query, message) => {
    expect(messagesOf(query)).toEqual([`FieldsConflict: ${message}`]);
  });

  it.each([
    '{ trip { id id } trip { id } }',
    '{ trip { name(short: true, size: [1]) name(size: [1], short: true) } }',
    '{ place { ... on Trip { x: name } ... on Harbor { x: name(short: true) } } }',
  ])('not in %s', (query) => {
    expect(messagesOf(query)).toEqual([]);
  });

  it('exactly when graphql-js says so', () => {
    const name = fc.constantFrom(
      'id',
      'id',
      'id',
      'name',
      'x: id',
      'x: id',
      'x: id',
      'y: name',
      'x: name',
      'name(short: true)',
    );
    const own = fc.constantFrom('size', 'size', 'sizes', 'z: sizes', 'x: size');
    const spread = fc.constantFrom('...A', '...B', '...C');
    const { selections } = fc.letrec<{ selection: string; selections: string }>((tie) => ({
      selection: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        name,
        spread,
        own.map((field) => `... on Trip { ${field} }`),
        fc
          .tuple(fc.constantFrom('next', 'next', 'trip: next', 'x: next'), tie('selections'))
          .map((parts) => parts.join(' ')),
        fc
          .tuple(fc.constantFrom('Trip', 'Harbor', 'Place'), tie('selections'))
          .map((parts) => `... on ${parts.join(' ')}`),
      ),
      selections: fc.array(tie('selection'), { minLength: 1, maxLength: 3 }).map((all) => `{ ${all.join(' ')} }`),
    }));
    const document = fc.tuple(selections, selections, selections, selections).map(([root, ...fragments]) => {
      // A fragment spreads only later ones, so that there is no cycle.
      const [a, b, c] = fragments.map((text, at) =>
        text.replace(/\.\.\.([ABC])/g, (_, to: string) => (to > 'ABC'.charAt(at) ? `...${to}` : 'id')),
      );
      return `{ place ${root} place { ...A ...B ...C } } fragment A on Place ${a ?? ''} fragment B on Place ${b ?? ''} fragment C on Trip ${c ?? ''}`;
    });
    const seen = { conflict: 0, none: 0 };
    fc.assert(
      fc.property(document, (query) => {
        const parsed = parse(query);
        const [operation] = parsed.definitions;
        if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document begins with its operation.');
        const fragments = new Map(
          parsed.definitions.flatMap((node) =>
            node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
          ),
        );
        const found =
          new ConflictSearch(schema, (fragment) => fragments.get(fragment)).conflictsOf(operation).length > 0;
        seen[found ? 'conflict' : 'none'] += 1;
        expect(found).toBe(validate(schema, parsed, [OverlappingFieldsCanBeMergedRule]).length > 0);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(seen.conflict, seen.none)).toBeGreaterThan(20);
  });
});

describe('a document within the limits blocks the host only briefly', () => {
  /** Milliseconds of this process, which do not depend on what else the machine does. */
  const processTime = (work: () => void): number => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };

  it.each<[what: string, query: string]>([
    ['the same field', `{ trip { ${many(14_900, () => 'id')} } }`],
    ['the same object', `{ ${many(3_700, () => 'trip{id}')} }`],
    ['the same nested objects', `{ ${many(700, () => 'trip{trip{trip{trip{trip{trip{id}}}}}}')} }`],
    ['long arguments', `{ trip { ${many(2, () => `name(size:[${many(7_000, () => '1')}])`)} } }`],
    ['inline fragments', `{ trip { ${many(3_700, () => '...{id}')} } }`],
    ['one fragment', `{ trip { ${many(7_000, () => '...F')} } } fragment F on Trip{id}`],
    [
      'a chain of fragments',
      `{ trip { ...F0 } } ${many(800, (at) => `fragment F${at} on Trip{trip{id} next{id}${at < 799 ? ` ...F${at + 1}` : ''}}`)}`,
    ],
    [
      'many fragments at once',
      `{ trip { ${many(900, (at) => `...F${at}`)} } } ${many(900, (at) => `fragment F${at} on Trip{id size${at < 899 ? ` ...F${at + 1}` : ''}}`)}`,
    ],
    [
      'an interface and its objects',
      `{ place { ${many(1_200, () => 'next{id}')} ${many(700, () => '...on Trip{next{id}}')} } }`,
    ],
    // The parser recurses, and how deep the stack allows depends on how the engine has compiled it.
    ['deep nesting', `{ trip ${many(1_000, () => '{ trip')} { id } ${many(1_000, () => '}')} }`],
  ])('with %s', (_what, query) => {
    const read = documentReader(schema, true);
    let errors: readonly unknown[] = ['not read'];
    expect(processTime(() => ({ errors } = read(query)))).toBeLessThan(3_000);
    expect(errors).toEqual([]);
  });

  it.each<[what: string, query: string, message: string]>([
    [
      'conflicts',
      `{ trip { ${many(3_700, (at) => `x:${at % 2 === 0 ? 'id' : 'name'}`)} } }`,
      'x: id and name are different fields',
    ],
    [
      'fragments that double at each level',
      `{ trip { ...F0 } } ${many(700, (at) => `fragment F${at} on Trip{${at < 699 ? `a:trip{...F${at + 1}} b:trip{...F${at + 1}}` : 'id'}}`)}`,
      'Maximum field count exceeded',
    ],
    [
      'a fragment at many places',
      `{ ${many(1_000, (at) => `t${at}:trip{...F}`)} } fragment F on Trip{${many(2_000, (at) => `x${at}:id`)}}`,
      'Maximum field count exceeded',
    ],
    ['unknown fields', `{ trip { ${many(14_000, (at) => `x${at}`)} } }`, "Field 'x0' in type 'Trip' is undefined"],
    [
      'a cycle',
      '{ trip { ...F } } fragment F on Trip { a: trip { ...F } b: trip { ...F } }',
      'Fragment cycles not allowed',
    ],
  ])('and rejects one with %s', (_what, query, message) => {
    const read = documentReader(schema, true);
    let messages: readonly string[] = [];
    const work = () => {
      messages = read(query).errors.map((error) => error.message);
    };
    expect(processTime(work)).toBeLessThan(3_000);
    expect(messages[0]).toContain(message);
  });
});
