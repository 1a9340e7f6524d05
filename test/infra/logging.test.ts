import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { bundle } from '../../infra/bundles/resolverBundle.ts';
import { resolverPaths } from '../../infra/resolverFiles.ts';
import { takeItApp } from '../support/infra/synthesize.ts';

interface Resource {
  readonly Properties: Readonly<Record<string, unknown>>;
}

describe.each(['dev', 'prod'])('What is logged in %s', (stage) => {
  const template = Template.fromStack(takeItApp(stage).api);
  const ofType = (type: string) =>
    Object.entries(template.findResources(type) as Record<string, Resource>).map(([id, { Properties }]) => ({
      id,
      Properties,
    }));

  it('for the API, contains errors without the content of requests and answers', () => {
    const [api, ...more] = ofType('AWS::AppSync::GraphQLApi');
    expect(more).toEqual([]);
    expect(api?.Properties['LogConfig']).toMatchObject({ FieldLogLevel: 'ERROR', ExcludeVerboseContent: true });
  });

  it('for a function, is JSON in its own log group', () => {
    const groups = ofType('AWS::Logs::LogGroup').map(({ id }) => id);
    const functions = ofType('AWS::Lambda::Function');
    expect(functions.length).toBeGreaterThan(0);
    const used = functions.map(({ Properties }) => {
      const { LogFormat, LogGroup } = Properties['LoggingConfig'] as { LogFormat: string; LogGroup: { Ref: string } };
      expect(LogFormat).toBe('JSON');
      return LogGroup.Ref;
    });
    expect(groups).toEqual(expect.arrayContaining(used));
    expect(new Set(used).size).toBe(functions.length);
  });

  it('is kept for a month', () => {
    for (const { id, Properties } of ofType('AWS::Logs::LogGroup')) {
      expect([id, Properties['RetentionInDays']]).toEqual([id, 30]);
    }
  });
});

describe('A resolver', () => {
  it('writes no log: AppSync would keep it', () => {
    const bundles = bundle(resolverPaths());
    expect(bundles.size).toBeGreaterThan(0);
    for (const [file, code] of bundles) {
      const [bare = ''] = code.split('//# sourceMappingURL=');
      expect([file, /\bconsole\b|\.log\b/.exec(bare)]).toEqual([file, null]);
    }
  });
});
