import { type App, Aws, Tags } from 'aws-cdk-lib';

import { configurationOf } from './configuration.ts';
import { stageOf } from './stage.ts';
import { TakeItApi } from './TakeItApi.ts';
import { TakeItData } from './TakeItData.ts';
import { TakeItWeb } from './TakeItWeb.ts';

/**
 * Creates the stacks of one stage (`-c stage=dev|prod`). The data has its own stack, so the API can be deleted and
 * deployed again without losing data. The web app has its own stack if the setting `web` is on.
 */
export function takeIt(app: App): { readonly data: TakeItData; readonly api: TakeItApi; readonly web?: TakeItWeb } {
  const stage = stageOf(app);
  const configuration = configurationOf(app, stage, Aws.ACCOUNT_ID);
  const data = new TakeItData(app, 'TakeItData', { stage, configuration, stackName: `TakeItData-${stage.name}` });
  const api = new TakeItApi(app, 'TakeItApi', { stage, configuration, data, stackName: `TakeItApi-${stage.name}` });
  Tags.of(app).add('stage', stage.name);
  if (!configuration.web) return { data, api };
  const web = new TakeItWeb(app, 'TakeItWeb', { stage, configuration, stackName: `TakeItWeb-${stage.name}` });
  return { data, api, web };
}
