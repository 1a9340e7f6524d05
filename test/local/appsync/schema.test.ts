import { expect, it, onTestFinished } from 'vitest';

import { anApi, answering, served } from '../../support/host/servedApi.ts';

it('accepts a schema with semicolons and unknown directives, with a warning', async () => {
  const schema = `
    "A text; with a semicolon"
    type Query @shiny(level: 3) { hello: String! @model; # a comment; with one
      other: String @model };
    schema { query: Query };`;
  const resolvers = { 'Query.hello': answering('"Hello; you"') };
  const api = await served(anApi({ schema, resolvers }));
  onTestFinished(api.close);
  expect((await api.ask('{ hello }')).body).toEqual({ data: { hello: 'Hello; you' } });
  expect(api.warnings).toEqual([
    'The schema has 3 semicolons: AppSync accepts them without effect.',
    'The schema uses @shiny (line 3), which nothing declares: AppSync accepts it without effect.',
    'The schema uses @model (line 3), which nothing declares: AppSync accepts it without effect.',
  ]);
});
