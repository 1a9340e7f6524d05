import type { AppClient } from 'cognito-local/lib/services/appClient.js';

import { invalidParameter } from './errors.ts';

const served = ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH'];

/** What a client may use that names no flows ("ExplicitAuthFlows" in the user pools API reference). */
const byDefault = ['USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH'];

/** The names of before 2019: SRP and refresh are always allowed beside them. */
const older: Readonly<Record<string, string>> = {
  ADMIN_NO_SRP_AUTH: 'ADMIN_USER_PASSWORD_AUTH',
  USER_PASSWORD_AUTH: 'USER_PASSWORD_AUTH',
};

/** Answers the flow under its one name. Raises InvalidParameterException for a flow that the app client does not allow. */
export function requireFlow({ ExplicitAuthFlows: explicit = [] }: AppClient, flow: string): string {
  const asked = older[flow] ?? (flow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : flow);
  if (!served.includes(asked)) {
    throw invalidParameter(`Sign-in by ${flow} is not supported on this machine: use USER_SRP_AUTH.`);
  }
  const named = explicit.flatMap((name) => (name.startsWith('ALLOW_') ? name.slice('ALLOW_'.length) : []));
  const allowed = named.length > 0 ? named : [...byDefault, ...explicit.map((name) => older[name] ?? name)];
  if (!allowed.includes(asked)) throw invalidParameter(`${flow} flow not enabled for this client`);
  return asked;
}
