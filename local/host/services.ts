import type { AppSyncApi } from '../appsync/api.ts';
import type { FaultyCalls } from '../faults/attempts.ts';
import { Inbox } from '../fcm/inbox.ts';
import { fcmStandIn } from '../fcm/standIn.ts';
import type { Principals } from '../iam/principals.ts';
import { lambdaApi, type LambdaApiOptions } from '../lambda/api/invoke.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import { secretsManager } from '../secrets/secretsManager.ts';
import { type Services, startServices } from '../services/listener.ts';
import type { Closers } from './closers.ts';
import { HostFcm } from './fcm.ts';
import type { HostOptions } from './types.ts';

/** The services that functions call, beside the engines. */
export interface FunctionServices extends Pick<Services, 'endpointsFor'> {
  readonly fcm: HostFcm;
}

interface Deployed {
  readonly api: Pick<AppSyncApi, 'region' | 'accountId'>;
  readonly functions: readonly LambdaFunction[];
}

/** Starts Lambda's Invoke, Secrets Manager and the stand-in for FCM. */
export async function startFunctionServices(
  { api: { region, accountId }, functions }: Deployed,
  {
    principals,
    faulty,
    ...invoking
  }: Pick<LambdaApiOptions, 'run' | 'enqueue'> & {
    readonly principals: Principals;
    readonly faulty: FaultyCalls | undefined;
  },
  options: Pick<HostOptions, 'fcm' | 'onError'>,
  closers: Closers,
): Promise<FunctionServices> {
  const inbox = new Inbox();
  const place = `arn:aws:secretsmanager:${region}:${accountId}`;
  const endpointFor = (base: string) => (environment: string) => `${base}/fcm/${environment}`;
  let fcm: HostFcm | undefined;
  const services = await startServices({
    services: ({ base }) => {
      const made = new HostFcm({ functions, variables: options.fcm, place, inbox, endpointFor: endpointFor(base) });
      fcm = made;
      return {
        lambda: lambdaApi({ region, functions, principals, ...invoking }),
        secretsmanager: secretsManager({ region, place, principals, secrets: () => made.secrets }),
        fcm: fcmStandIn({ accounts: () => made.accounts(), inbox }),
      };
    },
    ...(faulty && { faulty }),
    onError: options.onError ?? (() => undefined),
  });
  closers.add(services.close);
  if (fcm === undefined) throw new Error('The services of functions did not start.');
  return { endpointsFor: services.endpointsFor, fcm };
}
