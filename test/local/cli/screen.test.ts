import { expect, it, onTestFinished, vi } from 'vitest';

import { readOptions } from '../../../local/cli/options.ts';
import * as screen from '../../../local/cli/screen.ts';
import { Inbox } from '../../../local/fcm/inbox.ts';
import type { Host } from '../../../local/host/types.ts';

/** What the start screen prints for a host with these parts. */
function printed(parts: Partial<Host>): string {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  onTestFinished(() => {
    write.mockRestore();
  });
  const host = {
    url: 'http://127.0.0.1:1/graphql',
    secureUrl: 's',
    realtimeUrl: 'r',
    dynamodbEndpoint: 'd',
    cognitoEndpoint: 'c',
    api: { name: 'Board' },
    userPools: [],
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    ignored: [],
    ...parts,
  } as unknown as Host;
  screen.ready({ host, sample: undefined, outputs: 'o', web: undefined, milliseconds: 1 });
  return lines.join('');
}

it('names the page with the pushes where a function uses FCM, and nowhere else', () => {
  expect(printed({ pushes: new Inbox() })).toContain('  Pushes      http://127.0.0.1:1/console/pushes\n');
  expect(printed({})).not.toContain('Pushes');
});

it('takes the names of the variables for FCM', () => {
  const given = readOptions(['--fcm-secret-variable', 'KEY', '--fcm-project-variable', 'PROJECT']);
  expect(given.fcm).toEqual({ secretVariable: 'KEY', projectVariable: 'PROJECT' });
  expect(readOptions([]).fcm).toEqual({});
});
