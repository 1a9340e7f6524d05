import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { PREFIXES } from '../../../domain/keys.ts';
import {
  actionsOf,
  closedBy,
  isDone,
  mayEver,
  maySend,
  REASONS,
  STATUSES,
  transition,
  transitions,
} from '../../../domain/requestStates.ts';
import { prefixTable, stateDiagram } from '../../support/stateDiagram.ts';

const all = transitions();

const CLOSING = ['DELETE_TRIP', 'REMOVE_ACCOUNT', 'BLOCK', 'SUSPEND'] as const;
const isClosing = (action: string): action is (typeof CLOSING)[number] =>
  (CLOSING as readonly string[]).includes(action);

describe('the state machine of a request', () => {
  it('is drawn in docs/request-states.md as it is', () => {
    const page = readFileSync(new URL('../../../docs/request-states.md', import.meta.url), 'utf8');
    expect(page).toContain(`\`\`\`mermaid\n${stateDiagram()}\n\`\`\``);
    expect(page).toContain(prefixTable());
  });

  it('has one way at most for an actor, an action and a status', () => {
    const starts = all.map(({ actor, action, from }) => `${actor} ${action} ${String(from)}`);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('takes kilograms on the way into ACCEPTED and gives them back on the way out, unless the trip is gone', () => {
    for (const { action, from, to, free } of all) {
      expect(free === 'taken').toBe(to === 'ACCEPTED');
      expect(free === 'givenBack').toBe(from === 'ACCEPTED' && action !== 'DELETE_TRIP');
    }
  });

  it('says why a request is cancelled, and nothing of that kind otherwise', () => {
    for (const { to, reason } of all) expect(reason !== null).toBe(to === 'CANCELLED');
  });

  it('never lets a requester accept or decline, nor anybody out of DECLINED', () => {
    expect(mayEver('requester', 'ACCEPT')).toBe(false);
    expect(mayEver('requester', 'DECLINE')).toBe(false);
    expect(all.filter(({ from }) => from === 'DECLINED')).toEqual([]);
  });

  it.each([
    ['traveler', 'PENDING', ['ACCEPT', 'DECLINE']],
    ['traveler', 'ACCEPTED', ['CANCEL']],
    ['traveler', 'DECLINED', []],
    ['traveler', 'CANCELLED', []],
    ['requester', 'PENDING', ['CANCEL']],
    ['requester', 'ACCEPTED', ['CANCEL']],
    ['requester', 'DECLINED', []],
    ['requester', 'CANCELLED', []],
  ] as const)('offers the %s of a %s request %j', (actor, status, actions) => {
    expect(actionsOf(actor, { status })).toEqual(actions);
  });

  it('lets a traveler decline a withdrawn request, and no request that was cancelled for another reason', () => {
    for (const reason of REASONS) {
      const request = { status: 'CANCELLED', reason } as const;
      expect(actionsOf('traveler', request)).toEqual(reason === 'WITHDRAWN' ? ['DECLINE'] : []);
      expect(actionsOf('requester', request)).toEqual([]);
      expect(transition('traveler', 'DECLINE', request) !== undefined).toBe(reason === 'WITHDRAWN');
    }
  });

  it('knows of each way who takes it, and a repeated call by what it made', () => {
    for (const row of all) {
      const { actor, action, from, to, reason } = row;
      if (action === 'SEND') expect([actor, maySend(from)]).toEqual(['requester', true]);
      else if (from === null) expect.unreachable(`${actor} ${action} needs a request.`);
      else if (isClosing(action)) expect(closedBy(action, from)).toBe(row);
      else if (actor === 'system') expect.unreachable(`${action} is no party's.`);
      else {
        expect(isDone(actor, action, { status: to, reason })).toBe(true);
        expect(transition(actor, action, { status: from, reason: row.fromReason ?? null })).toBe(row);
      }
    }
    expect(isDone('traveler', 'CANCEL', { status: 'CANCELLED', reason: 'WITHDRAWN' })).toBe(false);
  });

  it('offers no other way to send or to close', () => {
    expect(STATUSES.filter((status) => maySend(status))).toEqual(['CANCELLED']);
    for (const action of CLOSING) {
      expect(STATUSES.filter((status) => closedBy(action, status))).toEqual(['PENDING', 'ACCEPTED']);
    }
  });

  it('keeps every status of either side under a prefix of its own, none the start of another', () => {
    const prefixes = STATUSES.flatMap((status) => Object.values(PREFIXES[status]));
    for (const prefix of prefixes) expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix]);
  });
});
