import { mistakesIn } from '../mistake.ts';

const ACCOUNT = 'test/resolvers/account.test.ts';
const LIMITS = 'test/resolvers/limits.test.ts';
const HANDLES = 'test/unit/resolvers/contactRules.test.ts';

export const ACCOUNT_AND_CONTACTS = [
  ...mistakesIn(
    'resolvers/Mutation.saveContacts/saveContacts.ts',
    [ACCOUNT],
    [
      [
        'although the account is being removed',
        'if (sets.length === 0) return isActive(ctx);',
        "if (sets.length === 0) return updateIf(ctx, accountKey(callerId(ctx)), expression('SET x = :x', { ':x': 1 }), expression('attribute_not_exists(nothing)'));",
      ],
      [
        'a first card although the account is being removed',
        'same.values) : expression(ACTIVE)',
        "same.values) : expression('attribute_not_exists(nothing)')",
      ],
      ['the name of the card first', 'tokenName(ctx) ?? cardName', 'cardName ?? tokenName(ctx)'],
      ['does not say that the account is being removed', '  refuseInactive(refused?.item);\n', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.deleteContacts/deleteContacts.ts',
    [ACCOUNT],
    [
      ['although the account is being removed', '[isActive(ctx), remove', '[remove'],
      ['does not say that the account is being removed', '  refuseInactive(failedAt(ctx.result, 0)?.item);\n', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.updateAccount/updateAccount.ts',
    [ACCOUNT],
    [
      [
        'although the account is being removed',
        'condition: expression(ACTIVE)',
        "condition: expression('attribute_not_exists(nothing)')",
      ],
      [
        'does not say that the account is being removed',
        "  if (ctx.error?.type === 'DynamoDB:ConditionalCheckFailedException') refuseInactive(ctx.result);\n",
        '',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/account/changeAccount.ts',
    [ACCOUNT],
    [
      ['carries no name', ', renamed = :renamed', ''],
      ['an empty language is stored', "...(language === '' ? ['#language'] : [])", '...[]'],
      ['an empty currency stays', "...(currency === '' ? ['#currency'] : [])", '...[]'],
      [
        "the card's name first",
        'tokenName(ctx) ?? ctx.stash.cardName ?? null',
        'ctx.stash.cardName ?? tokenName(ctx)',
        'the card is read only where the token gives no name',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/account/names.ts',
    [ACCOUNT, 'test/resolvers/posting.test.ts'],
    [
      ['a token changes a stored name', 'displayName(account) ?? claimed', 'claimed ?? displayName(account)'],
      [
        'a card changes a name that the token gives',
        'claimed ?? cardName ?? null',
        'cardName ?? claimed',
        'the card is read only where the token gives no name',
      ],
      ['over a first day', 'since = if_not_exists(since, :day)', 'since = :day'],
      ['over a name', '#name = if_not_exists(#name, :name)', '#name = :name'],
      ['a new person is renamed', '...(isNamed || isNew ? [] : [', '...(isNamed ? [] : ['],
      ['a person of the first app is not renamed', "...(isNamed || isNew ? [] : ['renamed = :renamed']),", ''],
      [
        'although the account is being removed (read)',
        '  refuseInactive(ctx.result);\n',
        '',
        'the condition of the write raises the same error',
      ],
      ['everybody is new', 'ctx.stash.isNew = ctx.result.items.length === 0;', 'ctx.stash.isNew = true;'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/account/accountRules.ts',
    [ACCOUNT],
    [
      [
        'nothing to change',
        "if (!hasText && !hasSwitch) invalid('input', 'required', 'Give at least one thing to change.');",
        '',
      ],
      ['any language', '!fits(LANGUAGE, language)', 'false'],
      ['a long language', 'language.length > limits.languageLength ||', ''],
      ['any currency', "if (currency) checkCurrency('currency', currency);", ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.account/readAccount.ts',
    [ACCOUNT],
    [['of an account that is being removed', '  if (isGoing(ctx.result)) accountRemoved();\n', '']],
  ),
  ...mistakesIn(
    'resolvers/Subscription.onRequestUpdate.ts',
    [ACCOUNT],
    [
      ['of an account that is being removed', '  refuseInactive(ctx.result);\n', ''],
      [
        'updates for others',
        "extensions.setSubscriptionFilter({\n    filterGroup: [{ filters: [{ fieldName: 'recipient'",
        "extensions.setSubscriptionFilter({\n    filterGroup: [{ filters: [{ fieldName: 'counterpart'",
      ],
      [
        'updates for all others',
        "setSubscriptionFilter({\n    filterGroup: [{ filters: [{ fieldName: 'recipient', operator: 'eq'",
        "setSubscriptionFilter({\n    filterGroup: [{ filters: [{ fieldName: 'recipient', operator: 'ne'",
      ],
      [
        'ends for others',
        "setSubscriptionInvalidationFilter({\n    filterGroup: [{ filters: [{ fieldName: 'recipient'",
        "setSubscriptionInvalidationFilter({\n    filterGroup: [{ filters: [{ fieldName: 'counterpart'",
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/appsync/caller.ts',
    [ACCOUNT],
    [['any identity', "return !!identity && util.authType() === 'User Pool Authorization';", 'return !!identity;']],
  ),
  ...mistakesIn(
    'resolvers/lib/contacts/contactsInput.ts',
    [LIMITS, ACCOUNT],
    [
      ['a card without a channel', 'if (Object.keys(card).length === 0)', 'if (false)'],
      ['any number', "if (mobile) card['mobile'] = checkedMobile(mobile);", "if (mobile) card['mobile'] = mobile;"],
      ['any address', "if (email) card['email'] = checkedEmail(email);", "if (email) card['email'] = email;"],
      [
        'any link',
        'card[STORED_LINKS[service]] = checkedLink(service, given);',
        'card[STORED_LINKS[service]] = given;',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/contacts/contactRules.ts',
    [HANDLES, LIMITS],
    [
      ['a number without +', "'\\\\+[1-9]\\\\d{6,14}'", "'\\\\+?[1-9]\\\\d{6,14}'"],
      ['6 digits', "\\\\d{6,14}'", "\\\\d{5,14}'"],
      ['16 digits', "\\\\d{6,14}'", "\\\\d{6,15}'"],
      ['a long address', 'text.length <= limits.emailLength && ', ''],
      ['dots anywhere', ' || !fits(DOTTED, text)', ''],
      ['reserved words', 'return !isReserved(service, read) && !fits(FILE, word);', 'return !fits(FILE, word);'],
      ['files', ' && !fits(FILE, word);', ';'],
      ['punctuation in LinkedIn', 'return fits(WORDS, util.urlDecode(text)) && !isReserved', 'return !isReserved'],
      ["LinkedIn's reserved words", " && !isReserved('linkedin', text.toLowerCase())", ''],
      ['dots hide reserved words', "service === 'facebook' ? word.split('.').join('') : word", 'word'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/contacts/services.ts',
    [HANDLES, LIMITS],
    [
      ['a slash for Telegram', "handle: '[A-Za-z][0-9A-Za-z_]{3,31}'", "handle: '[A-Za-z][0-9A-Za-z_/]{3,31}'"],
      ['a digit first for Telegram', "'[A-Za-z][0-9A-Za-z_]{3,31}'", "'[0-9A-Za-z][0-9A-Za-z_]{3,31}'"],
      ['a short Telegram handle', '_]{3,31}', '_]{2,31}'],
      ['a long Telegram handle', '_]{3,31}', '_]{3,32}'],
      ['a long Instagram handle', '{1,30}', '{1,31}'],
      ['a long Twitter handle', '{1,15}', '{1,16}'],
      ['a short Facebook handle', '[0-9A-Za-z.]{3,50}', '[0-9A-Za-z.]{2,50}'],
      ['a long Facebook handle', '[0-9A-Za-z.]{3,50}', '[0-9A-Za-z.]{3,51}'],
      ['a short LinkedIn handle', '{3,100}', '{2,100}'],
      ['a long LinkedIn handle', '{3,100}', '{3,101}'],
    ],
  ),
];
