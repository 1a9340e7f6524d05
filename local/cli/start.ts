import { npmStart } from './options.ts';
import { run } from './run.ts';

await run(npmStart);
