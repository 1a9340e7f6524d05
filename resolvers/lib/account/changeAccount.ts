import type { Context } from '@aws-appsync/utils';

import type { Account, AccountInput, MutationUpdateAccountArgs } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import { util } from '../appsync/appsync.ts';
import { expression } from '../appsync/expression.ts';
import { nameMissing } from '../errors.ts';
import { hasMalformedName, introduce, nameOf, type NameStash, tokenName } from './names.ts';

/** What the first step of updateAccount leaves for the later ones. */
interface InputStash {
  /** The input, checked, with its name normalised. */
  input?: AccountInput;
}

/** The steps of updateAccount. */
export type ChangeAccountContext<Result> = Context<
  MutationUpdateAccountArgs,
  Answered<Account> & NameStash & InputStash,
  undefined,
  undefined,
  Result
>;

/** The name to store; null when the input gives none. An empty name returns to the default. */
function newName(ctx: ChangeAccountContext<unknown>): string | null {
  const { name } = ctx.stash.input ?? {};
  if (typeof name !== 'string') return null;
  if (name !== '') return name;
  const given = tokenName(ctx) ?? ctx.stash.cardName ?? null;
  return given === null ? nameMissing() : given;
}

/**
 * The update of the account. It stores the values that are given and removes the ones that are empty. A null value changes
 * nothing: AWS passes null for a variable that the client did not send (aws-appsync-community#348). `renamed` makes the
 * reader of the stream copy the name into the person's items.
 */
export function changeAccount(ctx: ChangeAccountContext<unknown>) {
  const name = newName(ctx);
  // A write with a condition on the name replaces a malformed one.
  const first = introduce(ctx.stash, name === null && !hasMalformedName(ctx.stash) ? nameOf(ctx) : null);
  const { language, currency, pushRequests, pushAlerts }: AccountInput = ctx.stash.input ?? {};
  const sets = [
    ...first.sets,
    ...(name === null ? [] : ['#name = :name, renamed = :renamed']),
    ...(language ? ['#language = :language'] : []),
    ...(currency ? ['#currency = :currency'] : []),
    ...(pushRequests === false ? ['pushrequests = :off'] : []),
    ...(pushAlerts === false ? ['pushalerts = :off'] : []),
  ];
  const removes = [
    ...(language === '' ? ['#language'] : []),
    ...(currency === '' ? ['#currency'] : []),
    ...(pushRequests === true ? ['pushrequests'] : []),
    ...(pushAlerts === true ? ['pushalerts'] : []),
  ];
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ];
  return expression(clauses.join(' '), {
    ...first.values,
    ...(name === null ? {} : { ':name': name, ':renamed': util.time.nowISO8601() }),
    ...(language ? { ':language': language } : {}),
    ...(currency ? { ':currency': currency } : {}),
    ...(pushRequests === false || pushAlerts === false ? { ':off': false } : {}),
  });
}
