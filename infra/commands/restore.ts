import { parseArgs } from 'node:util';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { findOrphans, removeOrphan } from '../restore/orphans.ts';
import { restoreTable } from '../restore/table.ts';
import { pointApi, releaseTable } from '../restore/templates.ts';

const USAGE = `Restores the table of a stage. docs/deploy.md describes the whole procedure.

  npm run restore -- table --from OLD --to NEW --at TIME
      Restore OLD as it was at TIME into a new table NEW, wait until it is usable, and set what a restore leaves out:
      the stream, the time to live, point-in-time recovery, deletion protection. A second run continues the first.
  npm run restore -- api --to NEW [--assembly cdk.out]
      Point the API to NEW, in the synthesized template of its stack.
  npm run restore -- orphans --table NAME --pool POOL [--wait 60] [--remove]
      List the people who have items in a table and no user in the pool. --remove begins the removal of their accounts.
      ListUsers may be seconds late, so the command waits between reading the table and the pool.
  npm run restore -- release [--assembly cdk.out]
      Remove the table from the synthesized template of the data stack. The next deployment then keeps the table.

  --region NAME  the region (AWS_REGION)
  --help         show this
`;

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  at: { type: 'string' },
  table: { type: 'string' },
  pool: { type: 'string' },
  wait: { type: 'string', default: '60' },
  remove: { type: 'boolean', default: false },
  assembly: { type: 'string', default: 'cdk.out' },
  region: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function main(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  const [command = '', ...more] = positionals;
  if (values.help) {
    print(USAGE);
    return;
  }
  if (more.length > 0) throw new Error(`There is no argument "${more.join(' ')}".`);
  const { assembly, region } = values;
  const dynamodb = new DynamoDBClient(region === undefined ? {} : { region });
  const need = (name: 'from' | 'to' | 'at' | 'table' | 'pool') => {
    const value = values[name];
    if (value === undefined || value === '') throw new Error(`"${command}" needs --${name}.`);
    return value;
  };
  if (command === 'table')
    await restoreTable(dynamodb, { from: need('from'), to: need('to'), at: toDate(need('at')) }, say);
  else if (command === 'api') await pointApi(dynamodb, need('to'), assembly).then(say);
  else if (command === 'release') say(releaseTable(assembly));
  else if (command === 'orphans') {
    const cognito = new CognitoIdentityProviderClient(region === undefined ? {} : { region });
    await orphans({ dynamodb, cognito }, { table: need('table'), pool: need('pool') });
  } else throw new Error(command === '' ? 'A command is missing.' : `There is no command "${command}".`);

  async function orphans(
    clients: Parameters<typeof findOrphans>[0],
    where: { table: string; pool: string },
  ): Promise<void> {
    const seconds = Number(values.wait);
    if (!(seconds >= 0)) throw new Error('--wait must be a number of seconds.');
    const found = await findOrphans(clients, where, seconds * 1_000);
    for (const userId of found) {
      if (values.remove) await removeOrphan(dynamodb, where.table, userId);
      say(userId);
    }
    say(`${found.length} people have items and no user${values.remove ? '; their removal has begun' : ''}.`);
  }
}

function toDate(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(date.getTime()))
    throw new Error('--at must be a time with an offset, such as 2026-01-31T12:00:00Z.');
  return date;
}

function say(line: string): void {
  print(`${line}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

// The SDK would print advice about future Node.js releases.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee npm run restore -- --help\n`);
  process.exitCode = 1;
}
