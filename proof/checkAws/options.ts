import { parseArgs } from 'node:util';

import { messageOf, UsageError } from '../lib/failure.ts';

export interface Options {
  readonly region?: string;
  /** The address of EvaluateCode; by default AWS's address of the region. */
  readonly endpoint?: string;
  readonly bundles: boolean;
  readonly probes: boolean;
  /** The file for all results as JSON. */
  readonly json?: string;
  /** Resolver files to send instead of all, from the project's root. */
  readonly files: readonly string[];
}

export const USAGE = `Asks AppSync's EvaluateCode API whether AWS accepts our resolver code. It needs AWS credentials with
the permission appsync:EvaluateCode. It deploys nothing and reads no data.

  npm run check:aws -- [options] [resolvers/Type.field.ts ...]

  First it sends every resolver bundle (or only those of the given files) and reports what AWS refuses.
  Then it sends probes: small handlers that show whether AWS deviates from JavaScript as we assume.

  --region REGION   the region to ask (AWS_REGION, or that of AWS_PROFILE)
  --bundles-only    send no probes
  --probes-only     send no bundles
  --json FILE       also write all results to FILE
  --endpoint URL    ask an EvaluateCode other than AWS's
  --help            show this

  It exits with 1 when AWS refuses a bundle, or when an assumption that our code depends on is wrong.`;

/**
 * Reads the command line.
 * @returns null for --help
 * @throws UsageError for an unknown option, or for options that exclude each other
 */
export function readOptions(args: readonly string[]): Options | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const { region, endpoint, json } = values;
  if (values['bundles-only'] && values['probes-only']) {
    throw new UsageError('Give --bundles-only or --probes-only, not both.');
  }
  if (values['probes-only'] && positionals.length > 0) {
    throw new UsageError('--probes-only sends no bundles: leave the files out.');
  }
  return {
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint: addressIn(endpoint) }),
    ...(json === undefined ? {} : { json }),
    bundles: !values['probes-only'],
    probes: !values['bundles-only'],
    files: positionals,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        region: { type: 'string' },
        endpoint: { type: 'string' },
        json: { type: 'string' },
        'bundles-only': { type: 'boolean', default: false },
        'probes-only': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function addressIn(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`--endpoint ${text} is not an address: give one that begins with http:// or https://.`);
}
