import { App, Validations } from 'aws-cdk-lib';

import { SettingsError } from './stage.ts';
import { takeIt } from './takeIt.ts';

const app = new App();
try {
  takeIt(app);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  // Without this call the CDK would write an incomplete assembly when the process ends.
  process.exit(1);
}
// The local host turns validation off. Then the rules need not be loaded.
if (process.env['CDK_VALIDATION'] !== 'false') {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
}
