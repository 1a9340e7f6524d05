import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readOptions } from '../../../local/cli/options.ts';
import { readRules } from '../../../local/faults/check.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import type { FaultRule } from '../../../local/faults/rule.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { anApp, askAsAda, ready, start } from '../../support/host/starts.ts';
import { hostPort } from '../../support/ports.ts';

/** Writes a file of faults. */
function aFile(content: unknown): string {
  const file = join(temporaryDirectory(), 'faults.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('a file of faults', () => {
  it('has rules in the same form as a test', () => {
    const rules: FaultRule[] = [
      { fault: 'conflict', position: 1, times: 3 },
      { service: 'cognito-idp', caller: '*Removal*', skip: 2, attempts: 1, fault: 'failed', when: 'after' },
      { invocation: '*Removal*', fault: 'killed', when: 'after' },
      { operation: 'BatchGetItem', fault: 'unprocessed', items: 2 },
      { push: 'old-*', fault: 'UNREGISTERED', times: 2 },
      { push: '*', caller: '*Notify*', fault: 'QUOTA_EXCEEDED', retryAfterSeconds: 5, skip: 1 },
      { push: '*', fault: 'UNAVAILABLE', retryAfterSeconds: 5, when: 'after' },
      { push: '*', fault: 'slow', milliseconds: 2_000 },
      { service: 'fcm', operation: 'token', fault: 'failed' },
      { service: 'secretsmanager', caller: '*Notify*', fault: 'throttled' },
      { service: 'lambda', operation: 'Invoke', fault: 'hangs' },
      { invocation: '*Notify*', caller: 'queue', fault: 'killed' },
    ];
    expect(readRules(aFile(rules))).toEqual(rules);
  });

  it.each([
    ['is not there', join(temporaryDirectory(), 'none.json'), 'cannot be read'],
    ['is no JSON', aFile('[{'), 'is not JSON'],
    ['is no list', aFile({ fault: 'failed' }), 'must contain an array of rules'],
  ])('that %s is rejected with one sentence', (_what, file, sentence) => {
    expect(() => readRules(file)).toThrow(sentence);
    expect(() => readRules(file)).toThrow(file);
  });

  it.each([
    ['failed', 'is not an object'],
    [{ fault: 'explodes' }, 'has an unknown fault: use one of conflict, unprocessed, throttled'],
    [{ fault: 'failed', where: true }, 'has the property where, which a rule for failed does not have'],
    [{ fault: 'conflict', when: 'after' }, 'has the property when, which a rule for conflict does not have'],
    [{ fault: 'failed', when: 'during' }, 'has "during" as when, which must be before or after'],
    [{ fault: 'failed', skip: -1 }, 'has -1 as skip, which must be a whole number of at least 0'],
    [{ fault: 'failed', times: 0 }, 'has 0 as times, which must be a whole number of at least 1'],
    [{ fault: 'failed', service: 's3' }, 'has "s3" as service, which must be dynamodb or cognito-idp or lambda'],
    [{ fault: 'conflict', operation: 'Query' }, 'which must be TransactWriteItems or TransactGetItems or UpdateItem'],
    [{ fault: 'unprocessed', operation: 'Query' }, 'which must be BatchWriteItem or BatchGetItem'],
    [{ fault: 'hangs', invocation: 'x' }, 'is about an invocation, which cannot have the fault hangs'],
    [{ fault: 'failed', invocation: 'x', attempts: 1 }, 'has the property attempts'],
    [{ fault: 'failed', push: '*' }, 'is about a push, which cannot have the fault failed: use one of UNREGISTERED'],
    [{ fault: 'UNREGISTERED' }, 'has an unknown fault'],
    [{ fault: 'UNREGISTERED', push: '*', when: 'after' }, 'has the property when'],
    [{ fault: 'INTERNAL', push: '*', retryAfterSeconds: 1 }, 'has the property retryAfterSeconds'],
    [{ fault: 'slow', push: '*' }, 'has the fault slow, which needs milliseconds'],
    [{ fault: 'slow', push: '*', milliseconds: -1 }, 'has -1 as milliseconds'],
    [{ fault: 'hangs', push: '' }, 'has "" as push, which must be a name'],
    [{ fault: 'failed', caller: '' }, 'has "" as caller, which must be a name'],
  ])('rejects %j', (rule, sentence) => {
    const file = aFile([{ fault: 'throttled' }, rule]);
    expect(() => readRules(file)).toThrow(`Rule 2 of ${file} `);
    expect(() => readRules(file)).toThrow(sentence);
  });

  it('is given on the command line', () => {
    expect(readOptions(['--faults', 'faults.json'])).toMatchObject({ faults: 'faults.json' });
    expect(readOptions([])).not.toHaveProperty('faults');
  });
});

it('also checks a rule of a test', () => {
  const impossible = { fault: 'conflict', operation: 'Query' } as const;
  expect(() => createFaults([impossible])).toThrow('The fault has "Query" as operation, which must be Transact');
});

describe('npm start with faults', { timeout: 120_000 }, () => {
  it('makes calls of the app fail, and reports it', async () => {
    const folder = anApp();
    // The sample app also posts before that.
    const file = aFile([{ caller: 'api', fault: 'failed' }]);
    const started = start(folder, [
      ...['--port', String(await hostPort()), '--sample', 'sample.mjs', '--faults', file],
    ]);
    await ready(started);
    expect(started.printed()).toContain(`  Faults       1 rule of ${file}\n`);
    expect(await askAsAda(folder, '{ notice(id: "1") { text } }')).toEqual({ notice: null });
    expect(started.printed()).toContain('  Fault        failed: GetItem by api\n');
    expect(await askAsAda(folder, '{ notice(id: "1") { text } }')).toEqual({ notice: { text: 'Hello' } });
  });

  it('stops with one sentence if the file is invalid', async () => {
    const file = aFile([{ fault: 'explodes' }]);
    const started = start(anApp(), ['--port', String(await hostPort()), '--faults', file]);
    expect(await started.ended).toBe(1);
    expect(started.printed().trim()).toMatch(
      /^Rule 1 of \S+ has an unknown fault: use one of conflict, unprocessed, throttled, failed, hangs, killed\.$/,
    );
  });
});
