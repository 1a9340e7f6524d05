import type { Role } from '../journey.ts';
import { account, contacts, saveContacts, updateAccount } from '../operations.ts';
import type { Chapter, Step } from '../step.ts';

/** Unused phone numbers, by role. */
export const MOBILES = { traveler: '+201001234567', requester: '+4915123456789' } as const;

const names = (role: Role, name: string): Step => ({
  title: `the ${role} chooses a name`,
  expected: { name },
  run: async (journey) => {
    await journey.get(role).ask(updateAccount, { input: { name } });
    return journey.get(role).ask(account);
  },
});

const savesCard = (role: 'traveler' | 'requester', name: string): Step => ({
  title: `the ${role} saves a contact card`,
  expected: { name, mobile: MOBILES[role], email: `${role}@example.com` },
  run: async (journey) => {
    const input = { name, mobile: MOBILES[role], email: `${role}@example.com` };
    await journey.get(role).ask(saveContacts, { input });
    return journey.get(role).ask(contacts);
  },
});

/** Names and contact cards. */
export const profiles: Chapter = {
  title: 'Profiles',
  steps: [
    names('traveler', 'Amira S.'),
    names('requester', 'Jonas B.'),
    savesCard('traveler', 'Amira S.'),
    savesCard('requester', 'Jonas B.'),
    {
      title: 'a contact card with an invalid mobile number is refused',
      expected: { refused: true },
      run: async (journey) => {
        try {
          await journey.get('stranger').ask(saveContacts, { input: { name: 'Mina', mobile: 'call me' } });
          return { refused: false };
        } catch {
          return { refused: true };
        }
      },
    },
  ],
};
