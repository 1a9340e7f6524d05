import { type App, Aws, Tags } from 'aws-cdk-lib';

import { configurationOf } from './configuration.ts';
import { stageOf } from './stage.ts';
import { TakeItApi } from './TakeItApi.ts';
import { TakeItData } from './TakeItData.ts';

/**
 * Both stacks of one stage (`-c stage=dev|prod`). Data stands apart from the API, so that an API can be torn down and
 * built again beside its data.
 */
export function takeIt(app: App): { readonly data: TakeItData; readonly api: TakeItApi } {
  const stage = stageOf(app);
  const configuration = configurationOf(app, stage, Aws.ACCOUNT_ID);
  const data = new TakeItData(app, 'TakeItData', { stage, configuration, stackName: `TakeItData-${stage.name}` });
  const api = new TakeItApi(app, 'TakeItApi', { stage, configuration, data, stackName: `TakeItApi-${stage.name}` });
  Tags.of(app).add('stage', stage.name);
  return { data, api };
}
