import { mistakesIn } from '../mistake.ts';

const DEVICES = 'test/resolvers/devices.test.ts';
const NOTIFY = 'test/functions/notify.test.ts';
const FAULTS = 'test/functions/notifyFaults.test.ts';
const PUSHING = 'test/functions/pushing.test.ts';
const REMOVAL = 'test/functions/removal.test.ts';
const INFRA = 'test/infra/push.test.ts';
const TEXTS = 'test/unit/functions/pushTexts.test.ts';

/** Devices, and what is pushed to them. */
export const PUSHING_TO_DEVICES = [
  ...mistakesIn(
    'resolvers/Mutation.registerDevice/registerDevice.ts',
    [DEVICES],
    [
      ['the account is not checked', '`${ACTIVE} AND ${isFirst', '`${isFirst'],
      [
        'registrations without order',
        "'lastdevice = :last'}`",
        "'attribute_exists(lastdevice) OR lastdevice = :last'}`",
      ],
      [
        'takes a token over another person',
        "expression('attribute_not_exists(created)')",
        "expression('attribute_not_exists(platform)')",
      ],
      ['leaves the earlier device', '    ...(isMoved ? [remove(ctx, deviceKey(owner, token))] : []),\n', ''],
      ['keeps more than ten', '    ...dropped.map((old) => remove(ctx, deviceKey(me, old))),\n', ''],
      [
        'keeps the tokens of dropped devices',
        "    ...dropped.map((old) => deleteIf(ctx, tokenKey(old), expression('#owner = :owner', { ':owner': me }))),\n",
        '',
      ],
      ['does not know its own registration', '|| account?.item?.lastdevice === ctx.stash.id', ''],
      ['does not learn of another registration', '  if (account) ctx.stash.account = account.item ?? {};\n', ''],
      [
        'does not learn of another owner',
        '  if (token) ctx.stash.owner = isFilled(token.item?.owner) ? token.item.owner : null;\n',
        '',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.registerDevice/readDevices.ts',
    [DEVICES],
    [
      ['one device too many', 'limits.devicesPerPerson - 1', 'limits.devicesPerPerson'],
      ['one device too few', 'limits.devicesPerPerson - 1', 'limits.devicesPerPerson - 2'],
      ['the newest gives way', 'orderOf(one) > orderOf(other)', 'orderOf(one) < orderOf(other)'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/account/device.ts',
    [DEVICES],
    [
      ['a token that is too long', 'token.length > limits.tokenLength', 'token.length > limits.tokenLength + 1'],
      ['any token', "'[0-9A-Za-z_:.~%+/=-]+'", "'[\\\\s\\\\S]*'"],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.removeDevice/removeDevice.ts',
    [DEVICES],
    [
      [
        'while the account is removed',
        '    isActive(ctx),\n',
        "    deleteIf(ctx, tokenKey('none'), expression('attribute_not_exists(created)')),\n",
      ],
      [
        "another person's token",
        "expression('#owner = :me', { ':me': me })",
        "expression('attribute_exists(created)')",
      ],
      ['leaves the device', '    remove(ctx, deviceKey(me, token)),\n', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.removeDevice/readToken.ts',
    [DEVICES],
    [
      ['an answer to a removed account', '  refuseInactive(account);\n', ''],
      [
        'an error for the token of another person',
        '  if (token?.owner !== callerId(ctx)) answerWith(ctx, false);\n',
        '  if (token?.owner !== callerId(ctx)) return tryAgain();\n',
      ],
    ],
  ),
  ...mistakesIn(
    'functions/lib/devices.ts',
    [NOTIFY, REMOVAL],
    [
      [
        'deletes a token that has moved',
        "{ text: '#owner = :owner', values: { ':owner': device.username } }",
        "{ text: 'attribute_exists(created)', values: {} }",
      ],
      ['deletes a device that has registered again', 'deleteIf(device, when)', 'deleteIf(device, IS_THERE)'],
    ],
  ),
  ...mistakesIn(
    'functions/lib/removal/deleteAll.ts',
    [REMOVAL],
    [['leaves tokens', '  await deleteTokens(over.map(keyOf));\n', '']],
  ),
  ...mistakesIn(
    'functions/notify/devices.ts',
    [NOTIFY],
    [
      ['to a removed account', "account['removing'] !== undefined || ", ''],
      ['to a suspended account', " || account['suspended'] !== undefined", ''],
      [
        'the settings swapped',
        "kind === 'REQUEST' ? 'pushrequests' : 'pushalerts'",
        "kind === 'REQUEST' ? 'pushalerts' : 'pushrequests'",
      ],
      ["the account's language first", '[language, standard].find', '[standard, language].find'],
    ],
  ),
  ...mistakesIn(
    'functions/notify/blocks.ts',
    [NOTIFY],
    [
      ['from people who are blocked', '!blocked.has(', "'' !== ("],
      ['no end of a request', " && notification.status === 'CANCELLED'", " && notification.status === 'DECLINED'"],
      [
        'from oneself',
        'traveler === recipient ? requester : traveler',
        'traveler === recipient ? traveler : requester',
      ],
      ['to people who are blocked', 'read(blockKey(person, sender))', 'read(blockKey(sender, person))'],
    ],
  ),
  ...mistakesIn(
    'functions/notify/index.ts',
    [NOTIFY, FAULTS],
    [
      ['remembers nothing', '  await rememberAll(sent);\n', ''],
      [
        'forgets a failure',
        '  throw new NotDelivered(`${failures.length} of ${pushes.length} messages were not sent.`);\n',
        '',
      ],
      ['keeps devices that are gone', '        await deleteDevice(push.device);\n', ''],
      ['to everybody of the event', 'one.recipient === person && wants(one)', 'wants(one)'],
    ],
  ),
  ...mistakesIn(
    'functions/notify/answer.ts',
    [NOTIFY],
    [
      ['another project', " || code === 'SENDER_ID_MISMATCH'", ''],
      [
        'a wrong message deletes the device',
        "return fields.every((field) => field === 'message.token');",
        'return true;',
      ],
      ['no minute after a 429', 'pauseIn(retryAfter) ?? STANDARD_PAUSE', 'pauseIn(retryAfter)'],
      ["Apple's key as if it were ours", "status === 401 && code !== 'THIRD_PARTY_AUTH_ERROR'", 'status === 401'],
      ['seconds as milliseconds', 'Number(header) * 1_000', 'Number(header)'],
    ],
  ),
  ...mistakesIn(
    'functions/notify/send.ts',
    [NOTIFY],
    [
      ['pauses that do not double', 'SHORTEST_PAUSE * 2 ** (tries - 1)', 'SHORTEST_PAUSE'],
      ['goes on without time', 'Date.now() + pause + LEAST > stopAt', 'false'],
      ['begins without time', 'if (Date.now() >= stopAt)', 'if (tries < 0)'],
      ['asks for tokens without end', "(outcome === 'UNAUTHENTICATED' && tries > 1)", 'false'],
      ['the same access token again', "if (outcome === 'UNAUTHENTICATED') forgetAccessToken();", ''],
    ],
  ),
  ...mistakesIn(
    'functions/notify/accessToken.ts',
    [NOTIFY],
    [
      ['the secret for each message', '(account ??= serviceAccount())', '(account = serviceAccount())'],
      ['a wrong secret for ever', '    if (account === current) account = undefined;\n', ''],
      ["Google's address in any case", 'fetch(tokenUri, options)', "fetch('http://127.0.0.1:9', options)"],
    ],
  ),
  ...mistakesIn(
    'functions/notify/message.ts',
    [TEXTS, NOTIFY],
    [
      ['one id for all revisions', '[notification.requestId, notification.revision]', '[notification.requestId]'],
      ['names the country', 'return at > 0 ? city.slice(0, at) : city;', 'return city;'],
      ['calls a block a decline', "  WITHDRAWN: 'withdrawn',\n", "  WITHDRAWN: 'withdrawn',\n  BLOCKED: 'declined',\n"],
      ['a move as a status', "  if (change === 'TRIP_MOVED') return 'moved';\n", ''],
      ['mixes directions', 'return `\\u2068${text}\\u2069`;', 'return text;'],
    ],
  ),
  ...mistakesIn(
    'functions/publish-changes/toNotification.ts',
    [PUSHING],
    [
      ['to those who did it', '  if (role === actor) return null;\n', ''],
      [
        'their own name',
        "otherParty(role === 'RECEIVED' ? 'traveler' : 'requester')",
        "role === 'RECEIVED' ? 'traveler' : 'requester'",
      ],
      ['a move by the requester', "change === 'TRIP_MOVED' ? 'RECEIVED'", "change === 'TRIP_MOVED' ? 'SENT'"],
    ],
  ),
  ...mistakesIn(
    'functions/publish-changes/push.ts',
    [PUSHING],
    [
      [
        'loses what Lambda does not take',
        '    await forEachConcurrent(error.missed, WIDTH, (missed) => store(missed, giveUp));\n',
        '',
      ],
      ['keeps it for ever', '    tstamp: Math.floor(Date.now() / 1000) + KEPT_FOR,\n', ''],
    ],
  ),
  ...mistakesIn(
    'functions/publish-changes/index.ts',
    [PUSHING],
    [
      [
        'pushes before it publishes',
        '    await publish(update);\n    const notification = toNotification(update, record);\n',
        '    const notification = toNotification(update, record);\n    if (notification) await push([notification]);\n    await publish(update);\n',
      ],
    ],
  ),
  ...mistakesIn(
    'functions/follow-up/pushAgain.ts',
    [PUSHING],
    [
      [
        'forgets it before',
        '  if (!stored) return;\n',
        '  if (!stored) return;\n  await dynamodb.send(new DeleteCommand({ TableName, Key: key }));\n',
      ],
      ['keeps it', '  await unhindered(() => dynamodb.send(new DeleteCommand({ TableName, Key: key })));\n', ''],
    ],
  ),
  ...mistakesIn(
    'functions/lib/notify.ts',
    [PUSHING],
    [
      ['events of 26', 'const MOST_IN_EVENT = 25;', 'const MOST_IN_EVENT = 26;'],
      ['events that are too big', 'bytes + more <= MOST_BYTES', 'bytes + more > 0'],
      ['waits for the push', "'x-amz-invocation-type': 'Event'", "'x-amz-invocation-type': 'RequestResponse'"],
      ['keeps a failure to itself', '  if (missed.length > 0) throw new NotInvoked(missed, { cause });\n', ''],
    ],
  ),
  ...mistakesIn(
    'functions/lib/awsPost.ts',
    [PUSHING],
    [
      ['one try', 'const MOST_TRIES = 3;', 'const MOST_TRIES = 1;'],
      ['tries what is not allowed', '!isTransient(response.status, text)', 'false'],
      [
        'a throttle of DynamoDB is final',
        '/Throttl|ThroughputExceeded|LimitExceeded|TransactionConflict/.test(text)',
        'false',
      ],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/functions/Notify.ts',
    [INFRA],
    [
      ['all the concurrency of the account', '      reservedConcurrentExecutions: 20,\n', ''],
      ['no dead letters', '      deadLetterQueue: deadLetters,\n', ''],
      ['any secret', 'const resourceName = `${secret}-??????`;', "const resourceName = '*';"],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/account/changeAccount.ts',
    [DEVICES],
    [
      ['requests stay on', "    ...(pushRequests === false ? ['pushrequests = :off'] : []),\n", ''],
      [
        'alerts stay off',
        "    ...(pushAlerts === true ? ['pushalerts'] : []),\n",
        "    ...(pushAlerts === null ? ['pushalerts'] : []),\n",
      ],
    ],
  ),
];
