import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readAssembly } from '../../../local/assembly/assembly.ts';
import { Resources } from '../../../local/assembly/resources.ts';
import type { Template } from '../../../local/assembly/template.ts';
import { plan } from '../../../local/deploy/deploy.ts';
import { aResource, resourcesOf, temporaryDirectory } from '../../support/assemblies.ts';

const environment = { account: '000000000000', region: 'us-east-1', partition: 'aws' };

/** A cloud assembly in which nested templates are assets, as the CDK writes it. */
function withNested(parent: Template, nested: Template): string {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'Shop.template.json'), JSON.stringify(parent));
  writeFileSync(join(directory, 'data.nested.template.json'), JSON.stringify(nested));
  const files = {
    n: { source: { path: 'data.nested.template.json' }, destinations: { d: { objectKey: 'abc.json' } } },
  };
  writeFileSync(join(directory, 'Shop.assets.json'), JSON.stringify({ files }));
  const artifacts = {
    'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
    Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } },
  };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
  return directory;
}

const url = { 'Fn::Sub': 'https://s3.${AWS::Region}.${AWS::URLSuffix}/assets-${AWS::AccountId}/abc.json' };
const data = (more: object = {}) =>
  aResource('AWS::CloudFormation::Stack', { TemplateURL: url, Parameters: { Stage: { Ref: 'Stage' } }, ...more });
const nested: Template = {
  Parameters: { Stage: { Type: 'String' } },
  Resources: { Table: aResource('AWS::DynamoDB::Table', { name: { 'Fn::Sub': 'orders-${Stage}' } }) },
  Outputs: { Name: { Value: { Ref: 'Table' } } },
};
const parent = (Data: Template['Resources'] = { Data: data() }): Template => ({
  Parameters: { Stage: { Type: 'String', Default: 'dev' } },
  Resources: { ...Data, Reader: aResource('AWS::DynamoDB::Table', { of: { 'Fn::GetAtt': ['Data', 'Outputs.Name'] } }) },
});

describe('a nested stack', () => {
  it('is read like other stacks: its resources, parameters and outputs', () => {
    const resources = new Resources(readAssembly(withNested(parent(), nested)), environment);
    const [reader, table] = resources.ofType('AWS::DynamoDB::Table');
    if (reader === undefined || table === undefined) throw new Error('A table is missing.');
    expect(table).toMatchObject({ stack: 'Shop-Data', logicalId: 'Table' });
    expect(resources.propertiesOf(table)).toEqual({ name: 'orders-dev' });
    resources.identify(table, { ref: 'the-table', attributes: {} });
    expect(resources.propertiesOf(reader)).toEqual({ of: 'the-table' });
    expect(resources.ofType('AWS::CloudFormation::Stack')).toEqual([]);
  });

  it('is left out with its resources if its condition is false', () => {
    const conditional = { Data: { ...data(), Condition: 'No' } };
    const template = { ...parent(conditional), Conditions: { No: { 'Fn::Equals': ['a', 'b'] } } };
    const resources = new Resources(readAssembly(withNested(template, nested)), environment);
    expect(resources.all.map(({ logicalId }) => logicalId)).toEqual(['Reader']);
  });

  it('is rejected by name if its template is not an asset', () => {
    const elsewhere = { Data: data({ TemplateURL: 'https://s3.amazonaws.com/b/other.json' }) };
    const Api = aResource('AWS::AppSync::GraphQLApi', { Name: 'Shop', AuthenticationType: 'API_KEY' });
    const template = { ...parent(), Resources: { ...elsewhere, Api } };
    expect(() => plan(readAssembly(withNested(template, nested)))).toThrow('AWS::CloudFormation::Stack (Shop/Data)');
  });
});

describe('choosing one of several', () => {
  const directory = () => {
    const folder = temporaryDirectory();
    const stack = (name: string, ...dependencies: string[]) => {
      writeFileSync(
        join(folder, `${name}.json`),
        JSON.stringify({ Resources: { [name]: aResource('AWS::IAM::Role') } }),
      );
      const properties = { templateFile: `${name}.json` };
      return [name, { type: 'aws:cloudformation:stack', properties, dependencies }] as const;
    };
    const stacks = [stack('DevApi', 'DevData'), stack('DevData'), stack('ProdApi')];
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: Object.fromEntries(stacks) }));
    return folder;
  };

  it('stacks reads only that stack and the stacks that it depends on', () => {
    expect(readAssembly(directory(), 'DevApi').stacks.map(({ name }) => name)).toEqual(['DevData', 'DevApi']);
  });

  it('stacks rejects an unknown name', () => {
    expect(() => readAssembly(directory(), 'Test')).toThrow(
      'There is no stack Test in the assembly: the stacks are DevData, DevApi, ProdApi.',
    );
  });

  const api = (Name: string) => aResource('AWS::AppSync::GraphQLApi', { Name, AuthenticationType: 'API_KEY' });
  const source = (Api: string) =>
    aResource('AWS::AppSync::DataSource', {
      ApiId: { 'Fn::GetAtt': [Api, 'ApiId'] },
      Name: `${Api}None`,
      Type: 'NONE',
    });
  const two = {
    Resources: { One: api('first'), Two: api('second'), OneSource: source('One'), TwoSource: source('Two') },
  };

  it.each(['second', 'Two', 'Shop/Two'])('APIs serves only that API: %s', async (name) => {
    const { chooseApi } = await import('../../../local/deploy/appsync.ts');
    const resources = resourcesOf({ Shop: two });
    chooseApi(resources, name);
    expect(resources.all.map(({ logicalId }) => logicalId)).toEqual(['Two', 'TwoSource']);
  });

  it('APIs rejects an unknown name', async () => {
    const { chooseApi } = await import('../../../local/deploy/appsync.ts');
    expect(() => {
      chooseApi(resourcesOf({ Shop: two }), 'third');
    }).toThrow('There is no API third: choose one of Shop/One, Shop/Two.');
  });
});

it('gives a generated id to a resource that only ignored resources refer to', () => {
  const resources = resourcesOf({
    Site: {
      Resources: {
        Bucket: aResource('AWS::S3::Bucket'),
        Table: aResource('AWS::DynamoDB::Table', { of: { Ref: 'Bucket' } }),
      },
      Outputs: { Name: { Value: { Ref: 'Bucket' } }, Arn: { Value: { 'Fn::GetAtt': ['Bucket', 'Arn'] } } },
    },
  });
  expect(resources.outputs()['Site']).toMatchObject({ Name: 'Site-Bucket' });
  expect(resources.outputs()['Site']?.['Arn']).toContain('Site-Bucket');
  const [table] = resources.ofType('AWS::DynamoDB::Table');
  // A served resource must not get a generated id.
  expect(() => table && resources.propertiesOf(table)).toThrow('Bucket (AWS::S3::Bucket) is referenced');
});
