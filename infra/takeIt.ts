import { type App, Aws, Tags } from 'aws-cdk-lib';

import { configurationOf } from './configuration.ts';
import { stageOf } from './stage.ts';
import { TakeItApi } from './TakeItApi.ts';
import { TakeItData } from './TakeItData.ts';

/**
 * Creates both stacks of one stage (`-c stage=dev|prod`). The data has its own stack, so the API can be deleted and
 * deployed again without losing data.
 */
export function takeIt(app: App): { readonly data: TakeItData; readonly api: TakeItApi } {
  const stage = stageOf(app);
  const configuration = configurationOf(app, stage, Aws.ACCOUNT_ID);
  const data = new TakeItData(app, 'TakeItData', { stage, configuration, stackName: `TakeItData-${stage.name}` });
  const api = new TakeItApi(app, 'TakeItApi', { stage, configuration, data, stackName: `TakeItApi-${stage.name}` });
  Tags.of(app).add('stage', stage.name);
  return { data, api };
}
