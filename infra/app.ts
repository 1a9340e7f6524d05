import { App, Validations } from 'aws-cdk-lib';
import { takeIt } from './takeIt.ts';

const app = new App();
takeIt(app);
// Whoever turns validation off, as the local host does, need not wait for the rules to load either.
if (process.env['CDK_VALIDATION'] !== 'false') {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
}
