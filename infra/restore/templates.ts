import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

type Json = Record<string, unknown>;

/**
 * Points the API's synthesized template to another table: replaces the imports of the name, the ARN and the stream.
 * @returns a line for the screen
 * @throws Error when the table has no stream, or when the template imports no table
 */
export async function pointApi(client: DynamoDBClient, name: string, assembly: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  const { TableArn, LatestStreamArn } = Table ?? {};
  if (TableArn === undefined || LatestStreamArn === undefined)
    throw new Error(`${name} has no stream: restore it first.`);
  const file = join(assembly, 'TakeItApi.template.json');
  const seen = { imports: 0 };
  const template: unknown = JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) => {
    const replacement = replacementOf(importedBy(value), { name, arn: TableArn, stream: LatestStreamArn });
    if (replacement !== undefined) seen.imports += 1;
    return replacement ?? value;
  });
  if (seen.imports === 0) throw new Error(`${file} imports no table: synthesize it again.`);
  writeFileSync(file, JSON.stringify(template, null, 1));
  return `${file} uses ${name} in ${seen.imports} places.`;
}

/** The name of the export that a value of a template imports. */
function importedBy(value: unknown): string {
  const name = typeof value === 'object' && value !== null ? (value as Json)['Fn::ImportValue'] : undefined;
  return typeof name === 'string' ? name : '';
}

/** CDK names its exports after the resource and the attribute: `ExportsOutputFnGetAttTablesMainBB1D2EBDStreamArnF273DE0F`. */
function replacementOf(from: string, table: { readonly name: string; readonly arn: string; readonly stream: string }) {
  if (/RefTablesMain/.test(from)) return table.name;
  if (/TablesMain\w*StreamArn/.test(from)) return table.stream;
  return /TablesMain\w*Arn/.test(from) ? table.arn : undefined;
}

/**
 * Removes the table, and everything that refers to it, from the data stack's synthesized template.
 * @returns a line for the screen
 * @throws Error when the template has no table
 */
export function releaseTable(assembly: string): string {
  const file = join(assembly, 'TakeItData.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Json>;
  const [id] = Object.entries(template['Resources'] ?? {}).find(([, part]) => isTable(part)) ?? [];
  if (id === undefined) throw new Error(`${file} has no table: synthesize it again.`);
  const refers = (part: unknown) => JSON.stringify(part).includes(`"${id}"`);
  for (const list of ['Resources', 'Outputs']) {
    const kept = Object.entries(template[list] ?? {}).filter(([name, part]) => name !== id && !refers(part));
    template[list] = Object.fromEntries(kept);
  }
  writeFileSync(file, JSON.stringify(template, null, 1));
  return `${file} no longer contains the table.`;
}

function isTable(part: unknown): boolean {
  return (part as Json)['Type'] === 'AWS::DynamoDB::Table';
}
