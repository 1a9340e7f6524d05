import { beforeAll, describe, expect, it } from 'vitest';

import { contactsKey, halfKey } from '../../../domain/keys.ts';
import type { Contacts, ContactsInput } from '../../../domain/schema.types.ts';
import { aMember, aPerson, type Person } from '../../support/stories/people.ts';
import { aRequest, pairIn } from '../../support/stories/requests.ts';
import { everythingOf, overwrite, store, stored } from '../../support/stories/storedItems.ts';
import { aTrip, inDays } from '../../support/trips.ts';

const NOTHING = {
  mobile: null,
  email: null,
  facebook: null,
  instagram: null,
  twitter: null,
  linkedin: null,
  telegram: null,
};

describe('Amira saves her contacts', () => {
  let amira: Person;
  beforeAll(async () => {
    amira = await aPerson('Amira');
  });

  it('with handles, of which links are made, and reads them back', async () => {
    expect(await amira.ownContacts()).toBeNull();
    const card = await amira.savesContacts({
      name: 'Amira',
      mobile: '+20 100 123-4567',
      email: 'amira@example.com',
      facebook: 'amira.cairo',
      instagram: '@amira_cairo',
      twitter: 'amira',
      linkedin: 'amira-cairo',
      telegram: '@amira_cairo',
    });
    expect(card).toEqual({
      name: 'Amira',
      mobile: '+201001234567',
      email: 'amira@example.com',
      facebook: 'https://www.facebook.com/amira.cairo',
      instagram: 'https://www.instagram.com/amira_cairo',
      twitter: 'https://x.com/amira',
      linkedin: 'https://www.linkedin.com/in/amira-cairo',
      telegram: 'https://t.me/amira_cairo',
    });
    expect(await amira.ownContacts()).toEqual(card);
    expect(await stored(contactsKey(amira.id))).toMatchObject({
      cname: 'Amira',
      fb: card.facebook,
      mobile: card.mobile,
    });
  });

  it('again, and the new card replaces the old one', async () => {
    await amira.savesContacts({ name: 'Amira', email: 'amira@example.com', telegram: 'amira_cairo' });
    expect(await amira.savesContacts({ name: 'Amira C.', mobile: '+201001234567' })).toEqual({
      ...NOTHING,
      name: 'Amira C.',
      mobile: '+201001234567',
    });
    expect(await amira.ownContacts()).toEqual({ ...NOTHING, name: 'Amira C.', mobile: '+201001234567' });
  });

  it('and deletes them', async () => {
    const card = await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    expect(await amira.deletesContacts()).toEqual(card);
    expect(await amira.deletesContacts()).toBeNull();
    expect(await amira.ownContacts()).toBeNull();
    expect(await stored(contactsKey(amira.id))).toBeUndefined();
  });

  it.each([
    ['facebook', 'https://m.facebook.com/amira.cairo/?mibextid=abc', 'https://www.facebook.com/amira.cairo'],
    [
      'facebook',
      'https://www.facebook.com/profile.php?id=100012345',
      'https://www.facebook.com/profile.php?id=100012345',
    ],
    ['instagram', 'https://www.instagram.com/amira?igsh=MXY%3D', 'https://www.instagram.com/amira'],
    ['twitter', 'https://twitter.com/amira', 'https://x.com/amira'],
    ['linkedin', 'https://www.linkedin.com/in/amira-%C3%A4/', 'https://www.linkedin.com/in/amira-%C3%A4'],
    ['telegram', 'HTTPS://T.me/amira_c', 'https://t.me/amira_c'],
  ] as const)('with a link of %s, %s, which becomes %s', async (service, given, link) => {
    expect(await amira.savesContacts({ name: 'Amira', [service]: given })).toMatchObject({ [service]: link });
  });
});

const BAD_CARDS: readonly [string, Partial<ContactsInput>, string][] = [
  ['another host', { instagram: 'https://instagram.com.evil.example/amira' }, 'instagram'],
  ['another service', { instagram: 'https://www.facebook.com/amira' }, 'instagram'],
  ['a host hidden behind a user name', { facebook: 'https://www.facebook.com@evil.example/amira' }, 'facebook'],
  ['a host in the query', { facebook: 'https://evil.example/?www.facebook.com/amira' }, 'facebook'],
  [
    'a redirect of the service itself',
    { facebook: 'https://www.facebook.com/l.php?u=https://evil.example' },
    'facebook',
  ],
  ['a port', { twitter: 'https://x.com:8080/amira' }, 'twitter'],
  ['no encryption', { telegram: 'http://t.me/amira_c' }, 'telegram'],
  ['a script', { linkedin: 'javascript:alert(1)' }, 'linkedin'],
  ['a path that climbs', { linkedin: 'https://www.linkedin.com/in/../redirect' }, 'linkedin'],
  ['a link in its fragment', { telegram: 'https://t.me/amira_c#https://evil.example' }, 'telegram'],
  ['a backslash', { instagram: 'https://www.instagram.com\\evil' }, 'instagram'],
  ['a line break', { instagram: 'amira\nhttps://evil.example' }, 'instagram'],
  ['300 KB', { instagram: 'a'.repeat(300_000) }, 'instagram'],
  ['a reserved word', { facebook: 'login' }, 'facebook'],
  ['a link to share', { facebook: 'https://www.facebook.com/Sharer.PHP' }, 'facebook'],
  ['nothing but dots', { instagram: '..' }, 'instagram'],
  ['a page to sign in', { instagram: 'accounts' }, 'instagram'],
  ['a post in preparation', { twitter: 'intent' }, 'twitter'],
  ['an encoded slash', { linkedin: 'amira%2F..%2Fevil' }, 'linkedin'],
  ['an encoded control character', { linkedin: 'amira%0A' }, 'linkedin'],
  ['a proxy', { telegram: 'https://t.me/proxy?server=evil.example' }, 'telegram'],
  ['a group', { telegram: 'joinchat' }, 'telegram'],
  ['a number without its country', { mobile: '0100 123 4567' }, 'mobile'],
  ['a number of 16 digits', { mobile: '+1234567890123456' }, 'mobile'],
  ['another recipient in the e-mail address', { email: 'a?bcc=eve@example.com' }, 'email'],
  ['a name around the e-mail address', { email: '"Bank" <amira@example.com>' }, 'email'],
  ['no name', { name: '' }, 'name'],
  ['no way to reach its person', {}, 'input'],
  ['nothing but empty channels', { mobile: null, instagram: '' }, 'input'],
  ['a name of 101 characters', { name: 'A'.repeat(101) }, 'name'],
];

describe('A contact card', () => {
  it.each(BAD_CARDS)('with %s is refused, and nothing is written', async (_, changes, field) => {
    const mallory = await aPerson('Mallory');
    const refusal: unknown = await mallory
      .savesContacts({ name: 'Mallory', ...changes })
      .catch((error: unknown) => error);
    // AppSync's own scalars may refuse it before a resolver does.
    if (/^Variable/.test((refusal as Error).message)) expect(refusal).toHaveProperty('all.length', 1);
    else expect(refusal).toMatchObject({ errorType: 'ValidationError', errorInfo: { field } });
    expect(await everythingOf(mallory.id)).toEqual([]);
  });

  it.each(['+614839111111', '+13451112222'])('keeps the number %s, which AWSPhone refuses', async (mobile) => {
    const amira = await aPerson('Amira');
    expect(await amira.savesContacts({ name: 'Amira', mobile })).toMatchObject({ mobile });
    expect(await amira.ownContacts()).toMatchObject({ mobile });
  });

  it('that the first app stored unchecked hides a name with a direction override', async () => {
    const amira = await aPerson('Amira');
    const links = { fb: 'https://www.facebook.com/sharer.php', telegram: 'joinchat', email: 'a?bcc=b@example.com' };
    await store({ ...contactsKey(amira.id), cname: 'Amira \u202eBank', mobile: '+13451112222', ...links });
    expect(await amira.ownContacts()).toEqual({ ...NOTHING, name: '', mobile: '+13451112222' });
  });

  it('that the first app stored unchecked shows only what can be trusted', async () => {
    const amira = await aPerson('Amira');
    await store({
      ...contactsKey(amira.id),
      cname: 'Amira',
      mobile: 'call me',
      email: 'amira@example.com',
      fb: 'https://facebook.evil.example/login',
      instagram: 'amira_cairo',
      twitter: '',
      linkedin: 7,
    });
    expect(await amira.ownContacts()).toEqual({
      ...NOTHING,
      name: 'Amira',
      email: 'amira@example.com',
      instagram: 'https://www.instagram.com/amira_cairo',
    });
  });
});

describe('Contacts are open', () => {
  let amira: Person;
  let jonas: Person;
  let noor: Person;
  beforeAll(async () => {
    [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
    await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    await jonas.savesContacts({ name: 'Jonas', email: 'jonas@example.com' });
  });

  /** Read with the request, and by the field's own resolver, which an alias leaves it to. */
  const seenBy = async (person: Person, id: string) => {
    const { contacts = null } = (await person.sees(id)) ?? {};
    const theirs = await person.ask<{ request: { theirs: Contacts | null } }>(
      'query ($id: ID!) { request(id: $id) { theirs: contacts { name mobile email } } }',
      { id },
    );
    const { name, mobile, email } = contacts ?? {};
    expect(theirs.request.theirs).toEqual(contacts && { name, mobile, email });
    return contacts;
  };
  const seen = async (id: string) => [await seenBy(amira, id), await seenBy(jonas, id)];
  const open = () => [
    { ...NOTHING, name: 'Jonas', email: 'jonas@example.com' },
    { ...NOTHING, name: 'Amira', mobile: '+201001234567' },
  ];
  const closed = [null, null];

  it('to the two of an accepted request, from accepting to cancelling, and closed before and after', async () => {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    expect(await seen(id)).toEqual(closed);
    expect((await amira.accepts(id)).contacts).toEqual(open()[0]);
    expect(await seen(id)).toEqual(open());
    expect((await jonas.listsSent({ status: 'ACCEPTED' })).items[0]?.contacts).toEqual(open()[1]);
    expect((await jonas.findsOwnRequest(trip.id))?.contacts).toEqual(open()[1]);
    expect((await jonas.cancels(id)).contacts).toBeNull();
    expect(await seen(id)).toEqual(closed);
    await jonas.sends(aRequest(trip));
    expect(await seen(id)).toEqual(closed);
    await amira.declines(id);
    expect(await seen(id)).toEqual(closed);
  });

  it('to nobody else', async () => {
    const { id } = await jonas.sends(aRequest(await amira.posts(aTrip())));
    await amira.accepts(id);
    expect(await noor.sees(id)).toBeNull();
    const pending = await noor.sends(aRequest(await amira.posts(aTrip())));
    expect(pending.contacts).toBeNull();
    expect(pending.counterpart).toEqual({ id: amira.id, name: 'Amira' });
  });

  it('only while both halves say so, until the request expires', async () => {
    const { id } = await jonas.sends(aRequest(await amira.posts(aTrip())));
    await amira.accepts(id);
    await overwrite(halfKey('traveler', 'ACCEPTED', pairIn(id)), { tstamp: Math.floor(Date.now() / 1000) - 1 });
    expect(await seenBy(jonas, id)).toBeNull();
    await overwrite(halfKey('traveler', 'ACCEPTED', pairIn(id)), { tstamp: Date.parse(inDays(9)) / 1000 });
    expect(await seenBy(jonas, id)).toEqual(open()[1]);
  });

  it('as they are now', async () => {
    const { id } = await jonas.sends(aRequest(await amira.posts(aTrip())));
    await amira.accepts(id);
    await amira.deletesContacts();
    expect(await seenBy(jonas, id)).toBeNull();
    await amira.savesContacts({ name: 'Amira', telegram: 'amira_cairo' });
    expect(await seenBy(jonas, id)).toMatchObject({ telegram: 'https://t.me/amira_cairo', mobile: null });
  });
});
