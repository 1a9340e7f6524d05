import { parseArgs } from 'node:util';

import { messageOf, UsageError } from '../lib/failure.ts';

const STAGES = ['dev', 'prod'] as const;

export interface Options {
  /** The amplify_outputs.json of the stage. */
  readonly outputs: string;
  /** The stage whose promises to check: prod accepts only SRP and has no introspection. */
  readonly stage: (typeof STAGES)[number];
  readonly region?: string;
}

export const USAGE = `Takes three people through the product on a deployed stage, and checks every answer.

  npm run smoke -- --outputs amplify_outputs.json [options]

  It creates three people in the user pool: a traveler, a requester and a stranger. At the end it deletes them and
  their data, also after a failure or Ctrl-C. It takes a few minutes and costs less than a cent.

  --outputs FILE   the file that \`npm run outputs\` writes; of \`npm start\`: .takeit/amplify_outputs.json
  --stage STAGE    the stage's name: dev or prod (dev)
  --region REGION  the user pool's region, if it is not that of FILE
  --help           show this

  It needs AWS credentials (AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY) with the permissions
  cognito-idp:AdminCreateUser, AdminSetUserPassword, AdminGetUser and AdminDeleteUser on the user pool. A local host
  needs none. It exits with 1 when a step fails or a person remains.`;

/**
 * Reads the command line.
 * @returns null for --help
 * @throws UsageError for an unknown option or a missing one
 */
export function readOptions(args: readonly string[]): Options | null {
  const { outputs, stage: name, region, help } = parse(args);
  if (help) return null;
  if (outputs === undefined) throw new UsageError('Give the file of the stage outputs: --outputs FILE.');
  const stage = STAGES.find((one) => one === name);
  if (!stage) throw new UsageError(`There is no stage "${name}": it is dev or prod.`);
  return { outputs, stage, ...(region === undefined ? {} : { region }) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        outputs: { type: 'string' },
        stage: { type: 'string', default: 'dev' },
        region: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
