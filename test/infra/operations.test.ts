import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';

import { mostOfPage } from '../../domain/limits.ts';
import { projectFile } from '../../infra/paths.ts';
import { apiResolvers } from '../../infra/resolverFiles.ts';
import { operations as consoleTabs } from '../../sample/operations.ts';
import {
  appsyncSchema,
  CURRENT,
  documentsIn,
  inputProblems,
  problemsOf,
  releasedSchema,
  releases,
  sizeOf,
} from '../support/app/documents.ts';
import { takeItApp } from '../support/infra/synthesize.ts';

const schema = appsyncSchema();
const current = documentsIn(CURRENT);
const kept = new Map(releases().flatMap((folder) => [...documentsIn(folder)]));

const [api] = Object.values(Template.fromStack(takeItApp('prod').api).findResources('AWS::AppSync::GraphQLApi'));
const { QueryDepthLimit, ResolverCountLimit } = (api as { Properties: Readonly<Record<string, number>> }).Properties;
const fields = new Set(apiResolvers().map(({ typeName, fieldName }) => `${typeName}.${fieldName}`));

/** The schema with a part of its text replaced, which has to be there. */
function changed(from: RegExp, to: string) {
  const text = readFileSync(projectFile('schema.graphql'), 'utf8');
  const next = text.replace(from, to);
  expect(next).not.toBe(text);
  return appsyncSchema(next);
}

describe('the documents of the app', () => {
  it('fit the schema', () => {
    expect(current.size).toBeGreaterThan(15);
    expect(problemsOf(current, schema)).toEqual([]);
  });

  it('have one operation each, named as their file', () => {
    for (const [file, text] of current) {
      const names = parse(text).definitions.flatMap((one) =>
        one.kind === Kind.OPERATION_DEFINITION ? [one.name?.value] : [],
      );
      expect(names).toEqual([/(\w+)\.graphql$/.exec(file)?.[1]]);
    }
  });

  it.each([...current, ...kept])('%s stays within the depth and the resolvers that the API allows', (_file, text) => {
    const size = sizeOf(text, schema, (field) => fields.has(field), mostOfPage);
    expect(size.depth).toBeGreaterThan(0);
    expect(size.depth).toBeLessThanOrEqual(QueryDepthLimit ?? 0);
    expect(size.resolvers).toBeGreaterThan(0);
    expect(size.resolvers).toBeLessThanOrEqual(ResolverCountLimit ?? 0);
  });

  it('are measured by what they ask for', () => {
    const sizeWith = (limit: string) => {
      const text = `query Deep { searchTrips${limit} { items { myRequest { contacts { name } } } } }`;
      return sizeOf(text, schema, (field) => fields.has(field), 50);
    };
    expect(sizeWith('')).toEqual({ depth: 5, resolvers: 1 + 50 + 50 });
    expect(sizeWith('(limit: 7)')).toEqual({ depth: 5, resolvers: 1 + 7 + 7 });
  });

  it('are the tabs of the console', () => {
    const names = (texts: Iterable<string>) =>
      [...texts].map((text) => /(?:query|mutation|subscription) (\w+)/.exec(text)?.[1]);
    expect(names(consoleTabs.map(({ query }) => query)).sort()).toEqual(names(current.values()).sort());
    expect(problemsOf(new Map(consoleTabs.map(({ name, query }) => [name, query])), schema)).toEqual([]);
  });
});

describe('the documents of released apps', () => {
  it('still fit the schema', () => {
    expect(kept.size).toBeGreaterThan(15);
    expect(releases().flatMap((folder) => problemsOf(documentsIn(folder), schema))).toEqual([]);
    expect(releases().flatMap((folder) => inputProblems(releasedSchema(folder), schema))).toEqual([]);
  });

  // A document names its variables' types only, so their fields are compared with the schema of the release.
  it.each([
    ['a new required field', /input SendRequestInput \{/, '$& parcel: ID!', 'parcel'],
    ['a removed value', /^ {2}(?:"[^"\n]*"\n {2})?BAG$/m, '', 'BAG'],
  ])('fail the check after %s of an input', (_change, from, to, expected) => {
    const problems = releases().flatMap((folder) => inputProblems(releasedSchema(folder), changed(from, to)));
    expect(problems.join('\n')).toContain(expected);
  });

  it.each([
    [
      'a renamed field',
      /^ {2}acceptTo: AWSDate!$/m,
      '  closesOn: AWSDate!',
      'Cannot query field "acceptTo" on type "Trip".',
    ],
    [
      'a renamed argument',
      /(sentRequests\([^)]*?)status: RequestStatus!/,
      '$1state: RequestStatus!',
      'Unknown argument "status"',
    ],
    ['a new required argument', /deleteTrip\((?=[^)]*\))/, 'deleteTrip(sure: Boolean!, ', 'argument "sure"'],
  ])('fail the check after %s', (_change, from, to, expected) => {
    expect(problemsOf(kept, changed(from, to)).join('\n')).toContain(expected);
  });
});
