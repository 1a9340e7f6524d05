import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readAssembly } from '../../../local/assembly/assembly.ts';
import type { Template, Value } from '../../../local/assembly/template.ts';
import { aResource, resourcesOf, temporaryDirectory, writeAssembly } from '../../support/assemblies.ts';

/** Resolves a value of a template that also has a role, a deployed table and these parts. */
function worthOf(value: Value, parts: Template = {}): Value | undefined {
  const resources = resourcesOf({
    Shop: {
      ...parts,
      Resources: {
        Role: aResource('AWS::IAM::Role'),
        Table: aResource('AWS::DynamoDB::Table'),
        Subject: aResource('AWS::DynamoDB::Table', { value }),
      },
    },
  });
  const [table, subject] = resources.ofType('AWS::DynamoDB::Table');
  if (table === undefined || subject === undefined) throw new Error('The template has lost its tables.');
  resources.identify(table, { ref: 'orders', attributes: { Arn: 'arn:orders' } });
  return resources.propertiesOf(subject)['value'];
}

describe('a cloud assembly', () => {
  it('lists each stack after the stacks that it depends on', () => {
    const directory = writeAssembly({});
    for (const name of ['Api', 'Data']) writeFileSync(join(directory, `${name}.json`), '{}');
    const artifacts = {
      Api: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Api.json' }, dependencies: ['Data'] },
      Data: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Data.json', stackName: 'prod-data' } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    };
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));

    expect(readAssembly(directory).stacks.map(({ name }) => name)).toEqual(['prod-data', 'Api']);
  });

  it('finds the files for S3 and the stacks of a stage', () => {
    const directory = temporaryDirectory();
    const stage = join(directory, 'assembly-Prod');
    mkdirSync(stage);
    writeAssembly({ ProdApi: {} }, stage);
    const files = { abc: { source: { path: 'asset.abc.js' }, destinations: { here: { objectKey: 'abc.js' } } } };
    writeFileSync(join(directory, 'Api.assets.json'), JSON.stringify({ files }));
    const artifacts = {
      Files: { type: 'cdk:asset-manifest', properties: { file: 'Api.assets.json' } },
      Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
    };
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));

    const assembly = readAssembly(directory);

    expect(assembly.assets.get('abc.js')).toBe(join(directory, 'asset.abc.js'));
    expect(assembly.stacks.map(({ name }) => name)).toEqual(['ProdApi']);
  });

  it('says how to create one if the folder has none', () => {
    const empty = temporaryDirectory();
    expect(() => readAssembly(empty)).toThrow(
      `There is no cloud assembly in ${empty}: make one with \`npx cdk synth\`.`,
    );
  });
});

describe('a value of a template', () => {
  it.each<[string, Value, Value | undefined]>([
    ['a resource by name', { Ref: 'Table' }, 'orders'],
    ['an attribute', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:orders'],
    ['an attribute, with a dot', { 'Fn::GetAtt': 'Table.Arn' }, 'arn:orders'],
    ['a role that nothing deploys', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::000000000000:role/Shop-Role'],
    ['the region', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['the account', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['the stack', { Ref: 'AWS::StackName' }, 'Shop'],
    ['nothing', { Ref: 'AWS::NoValue' }, undefined],
    ['a list without what is nothing', ['a', { Ref: 'AWS::NoValue' }, 'b'], ['a', 'b']],
    ['a join', { 'Fn::Join': ['/', ['index', { Ref: 'Table' }, 7]] }, 'index/orders/7'],
    ['a substitution', { 'Fn::Sub': '${Table.Arn} in ${AWS::Region}, ${!Table}' }, 'arn:orders in eu-west-1, ${Table}'],
    ['a substitution with a map', { 'Fn::Sub': ['${What}-${Table}', { What: { Ref: 'Table' } }] }, 'orders-orders'],
    [
      'a part of a split',
      { 'Fn::Select': ['1', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Table', 'Arn'] }] }] },
      'orders',
    ],
    ['base 64', { 'Fn::Base64': { Ref: 'Table' } }, 'b3JkZXJz'],
    ['functions deep inside', { a: [{ b: { Ref: 'Table' } }] }, { a: [{ b: 'orders' }] }],
    ['a map with a key like a condition', { Condition: { StringEquals: 'x' } }, { Condition: { StringEquals: 'x' } }],
  ])('resolves %s', (_what, value, worth) => {
    expect(worthOf(value)).toEqual(worth);
  });

  it('resolves a parameter to its default, also a list', () => {
    const Parameters = {
      Stage: { Type: 'String', Default: 'dev' },
      Zones: { Type: 'CommaDelimitedList', Default: 'a,b' },
    };
    expect(worthOf([{ Ref: 'Stage' }, { Ref: 'Zones' }], { Parameters })).toEqual(['dev', ['a', 'b']]);
  });

  it('resolves a mapping, also with a default value', () => {
    const parts = { Mappings: { Size: { prod: { Pages: 50 } } } };
    expect(worthOf({ 'Fn::FindInMap': ['Size', 'prod', 'Pages'] }, parts)).toBe(50);
    expect(worthOf({ 'Fn::FindInMap': ['Size', 'dev', 'Pages', { DefaultValue: 5 }] }, parts)).toBe(5);
    expect(() => worthOf({ 'Fn::FindInMap': ['Size', 'dev', 'Pages'] }, parts)).toThrow(
      'Shop/Subject: Fn::FindInMap finds nothing under Size, dev, Pages.',
    );
  });

  it('resolves only the branch that its condition selects', () => {
    const Conditions = {
      Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
      There: { 'Fn::Not': [{ Condition: 'Here' }] },
      Both: { 'Fn::And': [{ Condition: 'Here' }, { Condition: 'There' }] },
      Either: { 'Fn::Or': [{ Condition: 'Here' }, { Condition: 'There' }] },
    };
    const broken = { Ref: 'Nobody' };
    const choose = (name: string) => worthOf({ 'Fn::If': [name, 'yes', 'no'] }, { Conditions });
    expect(['Here', 'There', 'Both', 'Either'].map(choose)).toEqual(['yes', 'no', 'no', 'yes']);
    expect(worthOf({ 'Fn::If': ['Here', 'fine', broken] }, { Conditions })).toBe('fine');
  });

  it.each<[Value, string]>([
    [{ Ref: 'Nobody' }, 'the stack has no resource Nobody'],
    [{ 'Fn::GetAtt': ['Table', 'Colour'] }, 'the attribute Colour of Table (AWS::DynamoDB::Table) is not supported'],
    [{ 'Fn::Cidr': ['10.0.0.0/24', 6, 5] }, 'the function Fn::Cidr is not supported'],
    [{ 'Fn::ImportValue': 'Elsewhere:Table' }, 'no stack of the assembly exports Elsewhere:Table'],
    [{ 'Fn::Select': [3, ['only']] }, 'Fn::Select finds no item at 3'],
    [{ 'Fn::Join': ['', [{ a: 1 }]] }, 'Fn::Join needs a string, not {"a":1}'],
    [{ 'Fn::If': ['Never', 1, 2] }, 'null is not a condition'],
  ])('that is %j is rejected by name', (value, message) => {
    expect(() => worthOf(value)).toThrow(`Shop/Subject: ${message}.`);
  });

  it('is rejected if it needs a parameter without a value', () => {
    const Parameters = {
      Key: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/key' },
      Size: { Type: 'Number' },
    };
    for (const name of ['Key', 'Size']) expect(() => worthOf({ Ref: name }, { Parameters })).toThrow(name);
  });
});

describe('stacks', () => {
  const data: Template = {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: {
      Table: aResource('AWS::DynamoDB::Table'),
      Extra: { Type: 'AWS::DynamoDB::Table', Condition: 'Never' },
    },
    Outputs: {
      Table: { Value: { Ref: 'Table' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Table' } } },
      Extra: { Value: { Ref: 'Extra' }, Condition: 'Never' },
    },
  };
  const api: Template = {
    Resources: { Source: aResource('AWS::AppSync::DataSource', { Table: { 'Fn::ImportValue': 'Data:Table' } }) },
    Outputs: { Source: { Value: { 'Fn::ImportValue': 'Data:Table' } } },
  };

  it('can import the exports of other stacks', () => {
    const resources = resourcesOf({ Data: data, Api: api });
    for (const table of resources.ofType('AWS::DynamoDB::Table')) {
      resources.identify(table, { ref: 'Data-Table', attributes: {} });
    }
    const [source] = resources.ofType('AWS::AppSync::DataSource');
    expect(source && resources.propertiesOf(source)).toEqual({ Table: 'Data-Table' });
    expect(resources.outputs()).toEqual({ Data: { Table: 'Data-Table' }, Api: { Source: 'Data-Table' } });
  });

  it('leave out the resources whose condition is false', () => {
    expect(resourcesOf({ Data: data }).all.map(({ logicalId }) => logicalId)).toEqual(['Table']);
  });
});
