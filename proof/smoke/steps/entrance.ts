import { callApi, Refused } from '../api.ts';
import type { Journey, Role } from '../journey.ts';
import { account, schema } from '../operations.ts';
import { aPerson } from '../person.ts';
import type { Chapter, Step } from '../step.ts';

const NAMES = { traveler: 'Amira', requester: 'Jonas', stranger: 'Mina' } as const;

/** The app of prod never sends a password. */
const flowOf = ({ target }: Journey) => ({
  flow: target.stage === 'prod' ? 'USER_SRP_AUTH' : 'USER_PASSWORD_AUTH',
});

const signsIn = (role: Role): Step => ({
  title: `${NAMES[role]}, the ${role}, is created in the user pool and signs in`,
  isVital: true,
  expected: flowOf,
  run: async (journey) => {
    const { target, pool, users } = journey;
    const user = await pool.create(NAMES[role]);
    users.push(user);
    const tokens = await pool.signIn(user);
    journey.set(role, aPerson(target, NAMES[role], user, tokens));
    return { flow: tokens.flow };
  },
});

/** Who may call the API, and who may read its schema. */
export const entrance: Chapter = {
  title: 'Entrance',
  steps: [
    {
      title: 'a call without a token is refused',
      isVital: true,
      expected: { refused: 'UnauthorizedException', status: 401 },
      run: ({ target }) => callApi(target, null, account.query),
    },
    signsIn('traveler'),
    signsIn('requester'),
    signsIn('stranger'),
    {
      title: 'a forged token is refused',
      expected: { refused: 'UnauthorizedException', status: 401 },
      run: (journey) => {
        const [head = '', claims = '', signature = ''] = journey.get('traveler').tokens.idToken.split('.');
        const forged = `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
        return callApi(journey.target, forged, account.query);
      },
    },
    {
      title: 'dev allows introspection of the schema, prod does not',
      expected: ({ target }) => ({ introspection: target.stage === 'prod' ? 'refused' : 'answered' }),
      run: async (journey) => {
        try {
          await journey.get('traveler').ask(schema);
          return { introspection: 'answered' };
        } catch (error) {
          if (error instanceof Refused) return { introspection: 'refused' };
          throw error;
        }
      },
    },
  ],
};
