import { mistakesIn } from '../mistake.ts';

const REMOVAL = 'test/functions/removal.test.ts';
const SUSPENSION = 'test/stories/safety/suspension.test.ts';
const MODERATING = 'test/resolvers/safety.test.ts';

/** The schema of the API without some of its directives. */
const schemaWithout = (directive: string, rest: string) =>
  'Definition.fromSchema({ bind: ({ apiId }) => ({ apiId, definition: ' +
  `Definition.fromFile(projectFile('schema.graphql')).schema.definition.replace(${directive}, ${rest}) }) })`;

const SCHEMA = "Definition.fromFile(projectFile('schema.graphql'))";
const DIRECTIVE = String.raw`@aws_cognito_user_pools\(cognito_groups: \["moderators"\]\)`;

/** Reports, and what moderators decide. */
export const REPORTING = [
  ...mistakesIn(
    'resolvers/lib/safety/makeReport.ts',
    [SUSPENSION],
    [
      ['one report a day too many', 'today) >= limits.reportsPerDay', 'today) > limits.reportsPerDay'],
      ['one report a day too few', 'today) >= limits.reportsPerDay', 'today) + 1 >= limits.reportsPerDay'],
      ['both a trip and a request', '!tripId === !requestId', '!tripId && !requestId'],
      ["another person's trip", '!trip || trip.traveler.id !== person', '!trip'],
      ["another person's request", '!request || counterpartOf(request).id !== person', '!request'],
      ['a text that is too long', 'limits.wordsLength, words) : null', 'limits.wordsLength + 1, words) : null'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/account/account.ts',
    [SUSPENSION],
    [['reports of an earlier day count', 'item.reportday === day && ', '']],
  ),
  ...mistakesIn(
    'resolvers/Mutation.report/report.ts',
    [SUSPENSION],
    [
      ['counts no report', 'reportsOn(account, today) + 1', 'reportsOn(account, today)'],
      ['stores no text', 'reason,\n    ...(words === null ? {} : { words }),', 'reason,'],
      ['a removal of the reporter does not find it', '    put(ctx, ownLink),\n', ''],
      ['a removal of the reported person does not find it', '    put(ctx, otherLink),\n', ''],
    ],
  ),
  ...mistakesIn(
    'functions/lib/removal/deleteAll.ts',
    [REMOVAL, SUSPENSION],
    [
      ['leaves open reports', "return id === null ? [] : [reportKey('OPEN', id)];", 'return [];'],
      ['leaves dismissed reports', "['DISMISSED', 'SUSPENDED'] as const", "['SUSPENDED'] as const"],
      ['leaves reports that suspended a person', "['DISMISSED', 'SUSPENDED'] as const", "['DISMISSED'] as const"],
      [
        "leaves the reporter's item",
        "    { username: String(item['by']), created: `${REPORTS.reporter}${id}` },\n",
        '',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.exportAccount/readItems.ts',
    [SUSPENSION, 'test/resolvers/exporting.test.ts'],
    [['shows reports about the caller', '`${REPORTS.reported}${LAST}`', 'REPORTS.reported']],
  ),
  ...mistakesIn(
    'resolvers/Query.reports/readReports.ts',
    [SUSPENSION],
    [
      [
        'ends before the first report',
        "':last': reportKey(status, LAST).created",
        "':last': reportKey(status, '0').created",
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.reports/readReports.ts',
    [MODERATING],
    [['shows moderators who has reported them', 'if (report && report.about.id !== me)', 'if (report && me)']],
  ),
  ...mistakesIn(
    'resolvers/Query.reports/readAccount.ts',
    [MODERATING],
    [['a suspended moderator reads on', '  refuseInactive(ctx.result);\n', '']],
  ),
  ...mistakesIn(
    'resolvers/Mutation.decideReport/readReport.ts',
    [SUSPENSION],
    [
      ['the same decision again is refused', '    answerWith(ctx, found);\n', ''],
      [
        'does not say that the report is decided',
        "  } else if (found.status !== 'OPEN') return alreadyDecided(found.status);\n",
        '  }\n',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.decideReport/decideReport.ts',
    [SUSPENSION],
    [
      [
        'a dismissal suspends',
        "return args.input.decision === 'SUSPEND' ? 'SUSPENDED' : 'DISMISSED';",
        "return args.input.decision ? 'SUSPENDED' : 'DISMISSED';",
      ],
      ['suspends the reporter', 'suspend(ctx, next.about.id, now)', 'suspend(ctx, next.by.id, now)'],
      ['leaves no work', 'suspending = :now', 'suspending0 = :now'],
      ['live updates go on', '  endSubscriptions(found);\n', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.decideReport/readReport.ts',
    [MODERATING],
    [['live updates go on after a lost answer', '    endSubscriptions(found);\n', '']],
  ),
  ...mistakesIn(
    'resolvers/lib/safety/report.ts',
    [MODERATING],
    [
      ["the reporter's live updates end", 'payload: { recipient: about.id }', 'payload: { recipient: by.id }'],
      ['a dismissal ends live updates', "  if (status !== 'SUSPENDED') return;\n", ''],
    ],
  ),
  ...mistakesIn(
    'functions/lib/removal/deleteAll.ts',
    ['test/functions/removal.test.ts'],
    [['leaves a report that is decided', '  await deleteAll(over.flatMap(openReportOf), WIDTH);\n', '']],
  ),
  ...mistakesIn(
    'resolvers/Mutation.restorePerson/readPerson.ts',
    [SUSPENSION],
    [
      [
        'does not know that the person is restored',
        '  if (ctx.result.suspended === undefined) answerWith(ctx, ctx.stash.person);\n',
        '',
        'the condition of the write leads to the same answer',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.restorePerson/restorePerson.ts',
    [SUSPENSION],
    [
      ['the suspension stays', "'SET suspending = :now REMOVE suspended'", "'SET suspending = :now'"],
      ['leaves no work', 'SET suspending = :now', 'SET suspending0 = :now'],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/identity/Identity.ts',
    [SUSPENSION],
    [['the group of moderators has another name', "MODERATORS = 'moderators'", "MODERATORS = 'moderator'"]],
  ),
  ...mistakesIn(
    'infra/constructs/Api.ts',
    [SUSPENSION],
    [
      [
        'everybody reads reports',
        SCHEMA,
        schemaWithout(`/(ReportConnection!|type Report|type ReportConnection) ${DIRECTIVE}/g`, "'$1'"),
      ],
      ['everybody decides reports', SCHEMA, schemaWithout(`/(Report!)\\n    ${DIRECTIVE}/`, "'$1'")],
      ['everybody restores people', SCHEMA, schemaWithout(`/(Person!) ${DIRECTIVE}/`, "'$1'")],
    ],
  ),
  ...mistakesIn(
    'functions/check-reports/index.ts',
    ['test/functions/checkReports.test.ts'],
    [
      ['the newest report', '      Limit: 1,\n', '      Limit: 1,\n      ScanIndexForward: false,\n'],
      ['decided reports too', "':last': reportKey('OPEN', LAST).created", "':last': LAST"],
      ['no age', "if (oldest) logAge('A report waits.', reportedAt(String(oldest['created'])));\n  else ", ''],
    ],
  ),
  ...mistakesIn(
    'infra/constructs/functions/ReportWatch.ts',
    ['test/infra/invocations.test.ts', 'test/infra/monitoring.test.ts'],
    [
      ['checks once a day', 'Schedule.rate(Duration.hours(1))', 'Schedule.rate(Duration.days(1))'],
      [
        'alarms after a week',
        'watchReports(this.function, Duration.days(1))',
        'watchReports(this.function, Duration.days(7))',
      ],
    ],
  ),
];
