import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { parse } from 'acorn';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { takeItApp } from '../support/infra/synthesize.ts';

interface Code {
  readonly Properties: { readonly Code: { readonly S3Key: string } };
}

const { app, api } = takeItApp('dev');
app.synth();
const functions = Object.entries(
  Template.fromStack(api).findResources('AWS::Lambda::Function') as Record<string, Code>,
).map(([id, { Properties }]) => [id, Properties.Code.S3Key] as const);

it('The stack has the six functions', () => {
  expect(functions).toHaveLength(6);
});

describe('A deployed function', () => {
  it.each(functions)('is one small module that imports only Node.js modules: %s', (id, key) => {
    const folder = join(app.outdir, `asset.${key.replace('.zip', '')}`);
    expect(readdirSync(folder)).toEqual(id.startsWith('PlaceSearch') ? ['cities.br', 'index.mjs'] : ['index.mjs']);
    const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
    expect(code.length).toBeLessThan(500_000);
    const { body } = parse(code, { sourceType: 'module', ecmaVersion: 'latest' });
    const imports = body.flatMap((node) => (node.type === 'ImportDeclaration' ? [String(node.source.value)] : []));
    expect(imports).not.toEqual([]);
    expect(imports.filter((from) => !isBuiltin(from))).toEqual([]);
  });
});
