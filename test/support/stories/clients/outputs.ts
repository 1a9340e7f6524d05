import { readFileSync } from 'node:fs';

/** What the clients read of amplify_outputs.json. */
interface Outputs {
  readonly version: string;
  readonly auth: { readonly user_pool_client_id: string; readonly user_pool_endpoint: string };
  readonly data: { readonly url: string; readonly aws_region: string };
}

/** The file that the process was started with. */
export const outputs = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Outputs;
