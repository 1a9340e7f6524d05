import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { amplifyOutputs, type StackOutputs } from '../amplifyOutputs.ts';

const usage = 'npm run outputs -- [--stage dev|prod] [--file cdk-outputs.json] [--out amplify_outputs.json]';

/** Writes amplify_outputs.json from the outputs that `cdk deploy --all --outputs-file` has written. */
function main(): void {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string', default: 'dev' },
      file: { type: 'string', default: 'cdk-outputs.json' },
      out: { type: 'string', default: 'amplify_outputs.json' },
    },
  });
  const { stage, file, out } = values;
  const outputs = amplifyOutputs(stackOf(stage, file));
  writeFileSync(out, `${JSON.stringify(outputs, null, 2)}\n`);
  process.stdout.write(`${out} is for ${stage}: ${outputs.data.url}\n`);
}

function stackOf(stage: string, file: string): StackOutputs {
  if (stage !== 'dev' && stage !== 'prod') throw new Error(`There is no stage "${stage}": use dev or prod.`);
  const stacks = read(file, stage);
  const name = `TakeItApi-${stage}`;
  const outputs = stacks[name];
  if (isObject(outputs)) return outputs;
  const others = Object.keys(stacks).filter((other) => other.startsWith('TakeItApi-'));
  const found = others.length > 0 ? `it has only ${others.join(' and ')}` : 'it has no API';
  throw new Error(`${file} has no outputs of ${name}; ${found}. Give another --stage, or deploy ${stage}.`);
}

function read(file: string, stage: string): Record<string, unknown> {
  const deploy = `npx cdk deploy --all -c stage=${stage} --outputs-file ${file}`;
  if (!existsSync(file)) throw new Error(`There is no ${file}: \`${deploy}\` writes it.`);
  const stacks = parsed(readFileSync(file, 'utf8'));
  if (isObject(stacks)) return stacks;
  throw new Error(`${file} contains no stack outputs: \`${deploy}\` writes it.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}\n`);
  process.exitCode = 1;
}
