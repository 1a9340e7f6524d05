import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluation, valueOf } from '../../support/host/handlers.ts';

const failureOf = (expression: string) => evaluation(`return ${expression};`).error?.message;

describe('util creates ids', () => {
  const many = (name: string) =>
    evaluation(`return ctx.args.list.map(() => util.${name}());`, {
      arguments: { list: Array.from({ length: 200 }, () => 0) },
    }).result as string[];

  it.each([
    ['autoId', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['autoUlid', /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/],
    ['autoKsuid', /^[0-9A-Za-z]{27}$/],
  ])('%s, unique each time', (name, form) => {
    const ids = many(name);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(form);
  });

  it('with their time: ULIDs in milliseconds, KSUIDs in seconds', () => {
    const digits = (text: string, alphabet: string) =>
      Array.from(text).reduce((sum, char) => sum * BigInt(alphabet.length) + BigInt(alphabet.indexOf(char)), 0n);
    const ulid = digits(String(valueOf('util.autoUlid()')).slice(0, 10), '0123456789ABCDEFGHJKMNPQRSTVWXYZ');
    expect(Math.abs(Number(ulid) - Date.now())).toBeLessThan(5000);
    const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const seconds = Number(digits(String(valueOf('util.autoKsuid()')), base62) >> 128n) + 1_400_000_000;
    expect(Math.abs(seconds * 1000 - Date.now())).toBeLessThan(5000);
  });
});

describe('util encodes text', () => {
  it.each([
    ["util.urlEncode('a b&c=ü*-._~!')", 'a+b%26c%3D%C3%BC*-._%7E%21'],
    ["util.urlDecode('a+b%26c%3D%C3%BC')", 'a b&c=ü'],
    ["util.base64Encode('Grüße')", 'R3LDvMOfZQ=='],
    ["util.base64Decode('R3LDvMOfZQ==')", 'Grüße'],
    ["util.escapeJavaScript('it\\'s \"a\"/b\\n\\u00e9\\u0001')", 'it\\\'s \\"a\\"\\/b\\n\\u00E9\\u0001'],
    ["util.str.normalize('e\\u0301', 'nfc')", 'é'],
    ["util.str.normalize('é', 'nfd').length", 2],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression)).toBe(expected);
  });

  it('and decodes what it encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(valueOf('util.urlDecode(util.urlEncode(ctx.args.text))', { text })).toBe(text);
        expect(valueOf('util.base64Decode(util.base64Encode(ctx.args.text))', { text })).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it('and explains invalid input', () => {
    expect(failureOf("util.urlDecode('%')")).toBe('util.urlDecode: URI malformed');
    expect(failureOf("util.str.normalize('a', 'nfx')")).toContain('accepts nfc, nfd, nfkc and nfkd');
    expect(failureOf('util.base64Encode()')).toContain('the value is missing');
  });
});

// Each result comes from find() of java.util.regex.Pattern in OpenJDK 17.
describe('util.matches searches with a Java pattern', () => {
  it.each([
    ['a*b', 'aaaaab', true],
    ['b+', 'abc', true],
    ['^[a-z]+$', 'abc', true],
    ['^[a-z]+$', 'ab1', false],
    ['^\\d{4}-\\d{2}$', '2024-01\n', true],
    ['^\\d{4}-\\d{2}\\z', '2024-01\n', false],
    ['(?i)ABC', 'xabcx', true],
    ['(?s)^.$', '\n', true],
    ['(?m)^b$', 'a\nb', true],
    ['\\Qa.b\\E', 'axb', false],
    ['^[\\Qab\\E]+$', 'ba', true],
    ['^[\\w-.]+@x$', 'a-b.c@x', true],
    ['^[a-z&&[^bc]]+$', 'ad', true],
    ['^[a-z&&[^bc]]+$', 'ab', false],
    ['^[a-z&&def]+$', 'def', true],
    ['^[a-d[m-p]]+$', 'amp', true],
    ['^[]a]+$', ']a', true],
    ['^\\p{Alpha}+$', 'ä', false],
    ['^\\p{L}+$', 'Ää', true],
    ['^\\pL+$', 'Ω', true],
    ['^\\p{IsLatin}+$', 'Ω', false],
    ['^\\p{Punct}+$', '!?', true],
    ['^\\x{1F600}$', '😀', true],
    ['^.$', '😀', true],
    ['^\\s+$', '\u00a0', false],
    ['^\\h+$', '\u00a0', true],
    ['^(?<n>a)\\k<n>$', 'aa', true],
    ['}', '}', true],
  ])('%s in %j: %s', (pattern, value, expected) => {
    expect(valueOf('util.matches(ctx.args.pattern, ctx.args.value)', { pattern, value })).toBe(expected);
  });

  it.each([
    ['a++', 'possessive quantifiers'],
    ['(?>a)', 'atomic groups'],
    ['a(?i)b', 'flags inside the pattern'],
    ['(?x)a', 'the flags (?x)'],
    ['\\y', '\\y'],
    ['\\p{InGreek}', '\\p{InGreek}'],
    ['(?i)É', '(?i) beyond ASCII'],
    ['(a', 'is not a regular expression'],
    ['a\\', 'a backslash at the end'],
  ])('rejects %s by name', (pattern, message) => {
    const { error } = evaluation('return util.matches(ctx.args.pattern, "a");', { arguments: { pattern } });
    expect(error).toMatchObject({ kind: 'crashed', type: 'Code' });
    expect(error?.message).toContain(message);
  });
});

describe('util.time', () => {
  it('returns the current time in each form', () => {
    const now = valueOf('[util.time.nowISO8601(), util.time.nowEpochSeconds(), util.time.nowEpochMilliSeconds()]');
    const [iso, seconds, milliseconds] = now as [string, number, number];
    expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    for (const time of [Date.parse(iso), seconds * 1000, milliseconds]) {
      expect(Math.abs(time - Date.now())).toBeLessThan(5000);
    }
    expect(valueOf("util.time.nowFormatted('yyyy')")).toBe(`${new Date().getUTCFullYear()}`);
  });

  it('converts between forms', () => {
    expect(valueOf('util.time.epochMilliSecondsToSeconds(1517943695750)')).toBe(1517943695);
    expect(valueOf('util.time.epochMilliSecondsToISO8601(1517943695750)')).toBe('2018-02-06T19:01:35.750Z');
    expect(valueOf("util.time.parseISO8601ToEpochMilliSeconds('2018-02-01T17:21:05.180+08:00')")).toBe(1517476865180);
    expect(failureOf("util.time.parseISO8601ToEpochMilliSeconds('2018-02-01')")).toContain('is not an ISO 8601');
  });

  // Each text comes from java.time.format.DateTimeFormatter in OpenJDK 17 for 2018-02-01T01:19:15.123Z.
  it.each([
    ['yyyy-MM-dd HH:mm:ssZ', 'UTC', '2018-02-01 01:19:15+0000'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", 'Asia/Kolkata', '2018-02-01T06:49:15.123+05:30'],
    ['EEEE, MMMM d, yyyy h:mm a', 'America/New_York', 'Wednesday, January 31, 2018 8:19 PM'],
    ['EEE d MMM yy', 'Asia/Tokyo', 'Thu 1 Feb 18'],
    ['uuuu-DDD QQQ', 'UTC', '2018-032 Q1'],
    ['VV O OOOO x xx X', 'Asia/Tokyo', 'Asia/Tokyo GMT+9 GMT+09:00 +09 +0900 +09'],
    ["'o''clock' k K kk KK", 'UTC', "o'clock 1 1 01 01"],
    ['[yyyy][-MM] SSSSSS n A', '+05:30', '2018-02 123000 123000000 24555123'],
  ])('formats %s in %s', (format, zone, expected) => {
    const values = { format, zone };
    expect(
      valueOf('util.time.epochMilliSecondsToFormatted(1517447955123, ctx.args.format, ctx.args.zone)', values),
    ).toBe(expected);
  });

  // Each number comes from ZonedDateTime.parse in OpenJDK 17.
  it.each([
    ['2018-02-01 01:19:15+0800', 'yyyy-MM-dd HH:mm:ssZ', 'UTC', '2018-01-31T17:19:15.000Z'],
    ['2018-02-01 01:19:15', 'yyyy-MM-dd HH:mm:ss', 'Asia/Tokyo', '2018-01-31T16:19:15.000Z'],
    ['20180201011915', 'yyyyMMddHHmmss', 'UTC', '2018-02-01T01:19:15.000Z'],
    ['Feb 3 2026 10:00', 'MMM d yyyy HH:mm', 'UTC', '2026-02-03T10:00:00.000Z'],
    ['1/2/26 3:04 PM', 'M/d/yy h:mm a', 'UTC', '2026-01-02T15:04:00.000Z'],
    ['2026-01-02T03:04 Europe/Berlin', "yyyy-MM-dd'T'HH:mm VV", 'UTC', '2026-01-02T02:04:00.000Z'],
    ['2026-032 10:00', 'yyyy-DDD HH:mm', 'UTC', '2026-02-01T10:00:00.000Z'],
    ['2026-02-31 00:00', 'yyyy-MM-dd HH:mm', 'UTC', '2026-02-28T00:00:00.000Z'],
    ['2026-01-02 24:00', 'yyyy-MM-dd HH:mm', 'UTC', '2026-01-03T00:00:00.000Z'],
    ['2026-03-29 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ])('parses %s with %s in %s', (text, format, zone, expected) => {
    const read = 'util.time.parseFormattedToEpochMilliSeconds(ctx.args.text, ctx.args.format, ctx.args.zone)';
    expect(valueOf(read, { text, format, zone })).toBe(Date.parse(expected));
  });

  it.each([
    ["parseFormattedToEpochMilliSeconds('2026-13-01 10', 'yyyy-MM-dd HH')", '13 is out of the range 1 to 12'],
    ["parseFormattedToEpochMilliSeconds('2026-01-01', 'yyyy-MM-dd')", 'has no hour of the day'],
    ["parseFormattedToEpochMilliSeconds('10', 'HH')", 'has no year, month and day'],
    ["parseFormattedToEpochMilliSeconds('x', 'HH')", 'does not match'],
    ["parseFormattedToEpochMilliSeconds('Wed 3 Feb 2026 10', 'EEE d MMM yyyy HH')", 'is a Tuesday, not "Wed"'],
    ["nowFormatted('YYYY')", 'does not support the letter Y'],
    ["nowFormatted('yyyy', 'Atlantis')", '"Atlantis" is not a time zone'],
    ["nowFormatted('z', 'Asia/Tokyo')", 'letter z for UTC only'],
  ])('rejects %s', (call, message) => {
    expect(failureOf(`util.time.${call}`)).toContain(message);
  });

  it('parses what it formatted, in every zone', () => {
    const zone = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Kolkata', '+05:30', 'Europe/Berlin');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), zone, (time, zoneName) => {
        const format = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";
        const twoWays = `util.time.parseFormattedToEpochMilliSeconds(
          util.time.epochMilliSecondsToFormatted(ctx.args.time, ctx.args.format, ctx.args.zoneName), ctx.args.format)`;
        expect(valueOf(twoWays, { time, format, zoneName })).toBe(time);
      }),
      { numRuns: 60 },
    );
  });
});

describe('util.math', () => {
  it.each([
    ['roundNum(2.5)', 3],
    ['roundNum(-2.5)', -2],
    ['minVal(1, 2)', 1],
    ['maxVal(1, 2)', 2],
  ])('%s', (call, expected) => {
    expect(valueOf(`util.math.${call}`)).toBe(expected);
  });

  it('returns numbers within the range, including both ends', () => {
    const list = Array.from({ length: 300 }, () => 0);
    const drawn = valueOf('ctx.args.list.map(() => util.math.randomWithinRange(1, 3))', { list }) as number[];
    expect(new Set(drawn)).toEqual(new Set([1, 2, 3]));
    expect(valueOf('util.math.randomDouble() < 1 && util.math.randomDouble() >= 0')).toBe(true);
  });
});

describe('util.http', () => {
  it('copies headers except those of the connection', () => {
    const headers = { Host: 'a', 'x-b': 'b', Connection: 'close', 'Content-Length': '1', authorization: 'c' };
    expect(valueOf('util.http.copyHeaders(ctx.args)', headers)).toEqual({ 'x-b': 'b', authorization: 'c' });
  });

  it('adds headers to the response; the last value of a name wins', () => {
    const { responseHeaders } = evaluation(`
      util.http.addResponseHeader('itemsCount', 7);
      util.http.addResponseHeader('X-Render', 'first');
      util.http.addResponseHeaders({ 'x-render': true, object: { a: 1 } });`);
    expect(responseHeaders).toEqual({ itemscount: '7', 'x-render': 'true', object: '{"a":1}' });
  });

  it.each([
    ["util.http.addResponseHeader('x-amzn-RequestId', 'a')", 'x-amzn-requestid'],
    ["util.http.addResponseHeader('Content-Length', 1)", 'content-length'],
    ["util.http.addResponseHeader('big', ctx.args.text)", '4096 characters'],
    ['util.http.addResponseHeaders(1)', 'takes an object'],
    ["util.http.addResponseHeader('Trailer', 'a')", 'trailer'],
    ["util.http.addResponseHeader('my header', 'a')", 'cannot be named "my header"'],
    ["util.http.addResponseHeader('', 'a')", 'cannot be named ""'],
    [
      "util.http.addResponseHeaders({ greeting: 'a\\r\\nb: c' })",
      'value of the response header greeting has a character',
    ],
    ["util.http.addResponseHeader('price', '5 €')", 'value of the response header price has a character'],
  ])('rejects %s', (call, message) => {
    const { error } = evaluation(call, { arguments: { text: 'x'.repeat(5000) } });
    expect(error?.message).toContain(message);
  });
});

describe('what the local host does not support', () => {
  it.each([
    'rds.toJsonString({})',
    'rds.toJsonObject({})',
    "xml.toMap('<a/>')",
    "xml.toJsonString('<a/>')",
    'transform.toElasticsearchQueryDSL({})',
  ])('util.%s is rejected by name', (call) => {
    const name = call.slice(0, call.indexOf('('));
    expect(failureOf(`util.${call}`)).toBe(`util.${name} is not supported by the local host.`);
  });

  it.each(['toJson', 'parseJson', 'isNull', 'defaultIfNull', 'qr', 'quiet'])('util.%s (VTL only) is absent', (name) => {
    expect(valueOf(`typeof util.${name}`)).toBe('undefined');
  });
});

describe('util.authType derives the type from the fields of the identity', () => {
  const cognito = {
    ...{ sub: 's', issuer: 'i', claims: {}, username: 'u', sourceIp: ['1'] },
    defaultAuthStrategy: 'ALLOW',
  };
  const iam = { accountId: '1', username: 'u', userArn: 'arn', sourceIp: ['1'], cognitoIdentityId: null };
  it.each([
    [null, 'API Key Authorization'],
    [cognito, 'User Pool Authorization'],
    [{ ...cognito, groups: null }, 'User Pool Authorization'],
    [iam, 'IAM Authorization'],
    [{ sub: 's', issuer: 'i', claims: {} }, 'Open ID Connect Authorization'],
    [{ resolverContext: {} }, 'Lambda Authorization'],
    [{ ...iam, userArn: null }, 'API Key Authorization'],
    [{ ...cognito, more: 1 }, 'API Key Authorization'],
  ])('%j: %s', (identity, expected) => {
    expect(evaluation('return util.authType();', { identity: identity as never }).result).toBe(expected);
  });
});
