import { App, Validations } from 'aws-cdk-lib';

import { SettingsError } from './stage.ts';
import { takeIt } from './takeIt.ts';

const app = new App();
try {
  takeIt(app);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  // At an end that comes by itself the CDK would write what there is so far.
  process.exit(1);
}
// Whoever turns validation off, as the local host does, need not wait for the rules to load either.
if (process.env['CDK_VALIDATION'] !== 'false') {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
}
