import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../../cdk.json' with { type: 'json' };
import { takeIt } from '../../infra/takeIt.ts';

/** The app of one stage, with the context of cdk.json and its assembly in a new temporary folder. */
export function takeItApp(stage: string) {
  const app = new App({
    outdir: mkdtempSync(join(tmpdir(), 'take-it-')),
    context: { ...cdk.context, stage },
    analyticsReporting: false,
  });
  return { app, ...takeIt(app) };
}
