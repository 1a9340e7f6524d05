import { mistakesIn } from '../mistake.ts';

// Not api.test.ts: its golden summary notices everything, and `--update` accepts everything.
const PERMISSIONS = 'test/infra/permissions.test.ts';
const FUNCTIONS = 'test/infra/functions.test.ts';
const INVOCATIONS = 'test/infra/invocations.test.ts';
const DATA = 'test/infra/data.test.ts';
const FIREWALL = 'test/infra/firewall.test.ts';

export const INFRA = [
  ...mistakesIn(
    'infra/constructs/Api.ts',
    [PERMISSIONS],
    [
      [
        'the read data source may write',
        "tableActions: ['BatchGetItem', 'GetItem', 'Query'],",
        "tableActions: ['BatchGetItem', 'GetItem', 'PutItem', 'Query'],",
      ],
      [
        'the write data source may scan',
        "'GetItem', 'PutItem', 'UpdateItem'],",
        "'GetItem', 'PutItem', 'Scan', 'UpdateItem'],",
      ],
      [
        'the read data source queries no index',
        '      queriedIndexes: Object.values(SEARCH_INDEXES).map(({ name }) => name),\n',
        '',
      ],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/TableDataSource.ts',
    [PERMISSIONS],
    [['every index', '`${table.tableArn}/index/${name}`', '`${table.tableArn}/index/*`']],
  ),
  ...mistakesIn(
    'infra/constructs/functions/FollowUp.ts',
    [PERMISSIONS, FUNCTIONS, INVOCATIONS],
    [
      ['every change of a removal invokes the reader', ', touched: { S: FilterRule.exists() } }', ' }'],
      [
        'a name that changes during a removal',
        'renamed: { S: FilterRule.exists() },\n            removing: { N: FilterRule.notExists(), S: FilterRule.notExists() },\n',
        'renamed: { S: FilterRule.exists() },\n',
      ],
      ['no missed pushes', 'MATCHING, MISSED_PUSH])', 'MATCHING])'],
      ['no matching of alerts', 'MATCHING, MISSED_PUSH])', 'MISSED_PUSH])'],
      ['no markers', '        { Keys: keysFrom([...Object.values(MARKERS), MATCHING, MISSED_PUSH]) },\n', ''],
      [
        'every change of a block invokes the reader',
        'keysFrom([BLOCKS.blocked]), NewImage: { pending: { S: FilterRule.exists() } } }',
        'keysFrom([BLOCKS.blocked]) }',
      ],
      ["a block in the blocked person's partition", 'keysFrom([BLOCKS.blocked])', 'keysFrom([BLOCKS.blockedBy])'],
      ['no suspensions', 'suspending: { S: FilterRule.exists() }', 'suspended: { S: FilterRule.exists() }'],
      [
        'a suspension during a removal',
        'suspending: { S: FilterRule.exists() },\n            removing: { N: FilterRule.notExists(), S: FilterRule.notExists() },\n',
        'suspending: { S: FilterRule.exists() },\n',
      ],
      ['may not enable users', '    removal.grantEnabling(reader.function);\n', ''],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/functions/ChangePublisher.ts',
    [FUNCTIONS, INVOCATIONS],
    [
      ['halves without a counterpart', '            alone: { BOOL: FilterRule.notExists() },\n', ''],
      ['halves of the first app', '            changed: { S: FilterRule.exists() },\n', ''],
      [
        'every mutation',
        "api.grantMutation(reader.function, 'publishRequestUpdate');",
        'api.grantMutation(reader.function);',
      ],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/functions/StreamReader.ts',
    [INVOCATIONS],
    [
      ['deletions too', "FilterRule.or('INSERT', 'MODIFY')", "FilterRule.or('INSERT', 'MODIFY', 'REMOVE')"],
      ['whole batches again', '      reportBatchItemFailures: true,\n', ''],
      ['from now on', 'StartingPosition.TRIM_HORIZON', 'StartingPosition.LATEST'],
      ['no dead letters', '      onFailure: new SqsDlq(deadLetters),\n', ''],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/functions/AccountRemoval.ts',
    [FUNCTIONS],
    [
      ['may create users', "'ListUsers'], userPool", "'ListUsers', 'AdminCreateUser'], userPool"],
      [
        'may scan',
        "const reads = ['BatchGetItem', 'GetItem', 'Query'];",
        "const reads = ['BatchGetItem', 'GetItem', 'Query', 'Scan'];",
      ],
      ['of any pool', 'userPool.userPoolArn);', "'*');"],
      ['may enable users of any pool', 'resources: [userPoolArn]', "resources: ['*']"],
      [
        'each removal may enable users',
        "'AdminDisableUser', 'AdminGetUser'",
        "'AdminDisableUser', 'AdminEnableUser', 'AdminGetUser'",
      ],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/functions/DeletedUsers.ts',
    [FUNCTIONS, INVOCATIONS],
    [
      ['failed deletions', '          errorCode: [{ exists: false }],\n', ''],
      ['deletions in another pool', ', requestParameters: { userPoolId: [userPool.userPoolId] } }', ' }'],
      [
        'may delete items',
        "'dynamodb:UpdateItem'], resources",
        "'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], resources",
      ],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/Tables.ts',
    [DATA],
    [
      ['old images alone', 'StreamViewType.NEW_AND_OLD_IMAGES', 'StreamViewType.NEW_IMAGE'],
      ['no recovery', 'pointInTimeRecoveryEnabled: true', 'pointInTimeRecoveryEnabled: false'],
      ['items stay for ever', '      timeToLiveAttribute: TABLE.timeToLive,\n', ''],
      ['keys alone', 'ProjectionType.ALL', 'ProjectionType.KEYS_ONLY'],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/identity/Identity.ts',
    [DATA],
    [
      ['tokens for a day', 'idTokenValidity: Duration.minutes(15)', 'idTokenValidity: Duration.days(1)'],
      ['passwords in prod', 'userPassword: stage.passwordSignIn', 'userPassword: true'],
      [
        'an account for an address can be found',
        'preventUserExistenceErrors: true',
        'preventUserExistenceErrors: false',
      ],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/Firewall.ts',
    [FIREWALL],
    [
      ['samples', 'sampledRequestsEnabled: false', 'sampledRequestsEnabled: true'],
      ['counts calls instead of blocking them', 'action: { block: {} }', 'action: { count: {} }'],
    ],
  ),
  ...mistakesIn(
    'infra/pipelines.ts',
    [PERMISSIONS],
    [
      [
        'one try less',
        "...again(2, reads('readRequest'), writes('acceptRequest')),",
        "...again(1, reads('readRequest'), writes('acceptRequest')),",
      ],
      [
        'writes before it reads',
        "[...again(3, reads('readRequest'), writes('cancelRequest')), reads('readRequest')]",
        "[...again(3, writes('cancelRequest'), reads('readRequest')), reads('readRequest')]",
      ],
      [
        'no last look',
        "...again(3, reads('readRequest'), writes('declineRequest')), reads('readRequest')]",
        "...again(3, reads('readRequest'), writes('declineRequest'))]",
      ],
      ['reads by the data source that writes', "'Query.trip': 'reads'", "'Query.trip': 'writes'"],
    ],
  ),
];
