import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { reportKey } from '../../domain/keys.ts';
import { aFunctionTable, type FunctionTable } from '../support/functions/functionTable.ts';

let table: FunctionTable;
let handler: () => Promise<void>;
beforeAll(async () => {
  table = await aFunctionTable();
  vi.resetModules();
  ({ handler } = await import('../../functions/check-reports/index.ts'));
});
afterAll(() => table.drop());

const MINUTE = 60_000;

/** The id of a report that was made some minutes ago. */
function idFrom(minutes: number): string {
  const time = new Date(Date.now() - minutes * MINUTE).toISOString();
  return `${time.slice(0, -1).replaceAll(/[T:.]/g, '-')}123`;
}

/** What the function logs: a line of JSON. */
async function logged(): Promise<unknown> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await handler();
    return JSON.parse(String(write.mock.calls[0]?.[0]));
  } finally {
    write.mockRestore();
  }
}

describe('The check of reports', () => {
  it('logs the age of the oldest open report, and no id', async () => {
    expect(await logged()).toEqual({ message: 'No report waits.' });
    await table.store({ ...reportKey('DISMISSED', idFrom(3_000)), about: 'a' });
    await table.store({ ...reportKey('SUSPENDED', idFrom(3_000)), about: 'a' });
    expect(await logged()).toEqual({ message: 'No report waits.' });
    await table.store({ ...reportKey('OPEN', idFrom(1_500)), about: 'a' });
    await table.store({ ...reportKey('OPEN', idFrom(10)), about: 'b' });
    const line = (await logged()) as { readonly age: number };
    expect(Object.keys(line)).toEqual(['message', 'age']);
    expect(line.age / MINUTE).toBeGreaterThanOrEqual(1_500);
    expect(line.age / MINUTE).toBeLessThan(1_501);
  });
});
