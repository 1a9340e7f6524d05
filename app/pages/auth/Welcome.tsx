import { signInWithRedirect } from 'aws-amplify/auth';

import { Button } from '../../components/Button.tsx';
import { Done, Problem } from '../../components/Feedback.tsx';
import { Link } from '../../components/Link.tsx';
import type { Outputs, SamplePerson } from '../../data/api/outputs.ts';
import { useAction } from '../../data/api/query.ts';
import { useValue } from '../../data/api/state.ts';
import { ended } from '../../data/session/session.ts';
import { usePlace } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { AuthPage } from './AuthPage.tsx';
import { signInAs } from './signIn.ts';
import { SignInForm } from './SignInForm.tsx';

/** The first page of somebody who is not signed in. */
export function Welcome({ outputs }: { readonly outputs: Outputs }) {
  const { welcome, auth, failures } = useText();
  const isEnded = useValue(ended);
  const people = outputs.custom?.local?.people ?? [];
  return (
    <AuthPage>
      <div class="hero">
        <h1>{welcome.headline}</h1>
        <p class="lead">{welcome.promise}</p>
        <ol class="steps-line">
          {welcome.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <div class="card stack">
        <h2>{auth.signIn}</h2>
        <div role="status">{isEnded && <p class="note">{failures.SignedOut}</p>}</div>
        {usePlace().query.has('confirmed') && <Done>{auth.confirmed}</Done>}
        <SignInForm />
        <Providers names={outputs.auth.oauth?.identity_providers ?? []} />
        <p>
          {auth.noAccount} <Link to="/sign-up">{auth.signUp}</Link>
        </p>
        {people.length > 0 && <SamplePeople people={people} />}
      </div>
    </AuthPage>
  );
}

const PROVIDERS: Readonly<Record<string, { readonly name: string; readonly id: 'Google' | 'Facebook' | 'Apple' }>> = {
  GOOGLE: { name: 'Google', id: 'Google' },
  FACEBOOK: { name: 'Facebook', id: 'Facebook' },
  SIGN_IN_WITH_APPLE: { name: 'Apple', id: 'Apple' },
};

function Providers({ names }: { readonly names: readonly string[] }) {
  const { auth } = useText();
  const known = names.map((name) => PROVIDERS[name]).filter((provider) => provider !== undefined);
  return (
    <>
      {known.map(({ name, id }) => (
        <Button key={id} kind="quiet" onClick={() => void signInWithRedirect({ provider: id })}>
          {auth.provider(name)}
        </Button>
      ))}
    </>
  );
}

function SamplePeople({ people }: { readonly people: readonly SamplePerson[] }) {
  const { welcome } = useText();
  const { run, busy, failure } = useAction(signInAs);
  return (
    <div class="sample">
      <p class="quiet small">{welcome.sample}</p>
      <div class="line">
        {people.map((person) => (
          <Button
            key={person.email}
            kind="quiet"
            busy={busy}
            onClick={() => {
              run(person.email, person.password);
            }}
          >
            {person.name}
          </Button>
        ))}
      </div>
      <Problem failure={failure} />
    </div>
  );
}
