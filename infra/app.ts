import { apiBundles } from './bundles/resolverBundle.ts';

/** The local host turns CDK's validation off. */
const isServedHere = process.env['CDK_VALIDATION'] === 'false';
/** Push on the local host, which has a stand-in for Firebase with a secret of any name. `-c` and cdk.json come first. */
const LOCAL_PUSH = { fcmProject: 'take-it-local', fcmSecret: 'take-it/fcm' };

// The host checks this code while the CDK, which takes longest, is loaded.
if (isServedHere) apiBundles();
const [{ App, Validations }, { SettingsError }, { takeIt }] = await Promise.all([
  import('aws-cdk-lib'),
  import('./stage.ts'),
  import('./takeIt.ts'),
]);

const app = new App(isServedHere ? { context: LOCAL_PUSH } : {});
try {
  takeIt(app);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  // Without this call the CDK would write an incomplete assembly when the process ends.
  process.exit(1);
}
// Without validation, the rules need not be loaded.
if (!isServedHere) {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
}
