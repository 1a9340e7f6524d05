import { useEffect, useState } from 'preact/hooks';

import { Empty } from './components/Feedback.tsx';
import { Guard } from './components/frame/Guard.tsx';
import { announce } from './components/frame/News.tsx';
import { Shell } from './components/frame/Shell.tsx';
import { Link } from './components/Link.tsx';
import { listen } from './data/api/live.ts';
import type { Outputs } from './data/api/outputs.ts';
import { useValue } from './data/api/state.ts';
import { useDevice } from './data/device.ts';
import { phone } from './data/phone.ts';
import { useFirstName } from './data/session/me.ts';
import { receipt } from './data/session/removal.ts';
import { person } from './data/session/session.ts';
import { suspended } from './data/session/suspended.ts';
import { newsOf } from './news.ts';
import { Alerts } from './pages/alerts/Alerts.tsx';
import { AuthPage } from './pages/auth/AuthPage.tsx';
import { Confirm } from './pages/auth/Confirm.tsx';
import { Reset } from './pages/auth/Reset.tsx';
import { signInAs } from './pages/auth/signIn.ts';
import { SignUp } from './pages/auth/SignUp.tsx';
import { Welcome } from './pages/auth/Welcome.tsx';
import { Demo } from './pages/demo/Demo.tsx';
import { Find } from './pages/find/Find.tsx';
import { MePage } from './pages/me/MePage.tsx';
import { Remove } from './pages/me/Remove.tsx';
import { Requests } from './pages/requests/Requests.tsx';
import { Blocked } from './pages/safety/Blocked.tsx';
import { Reports } from './pages/safety/Reports.tsx';
import { Suspended, SuspendedOutside } from './pages/safety/Suspended.tsx';
import { MyTrips } from './pages/trips/MyTrips.tsx';
import { usePlace } from './router.ts';
import { language, LANGUAGES, useText } from './text/language.ts';

/** Chooses the page by the address and by who is signed in. */
export function App({ outputs }: { readonly outputs: Outputs }) {
  const { parts } = usePlace();
  const who = useValue(person);
  if (parts[0] === 'demo') return <Demo outputs={outputs} />;
  if (who === undefined) return <div class="shell" aria-busy="true" />;
  if (who === null) return <SignedOut outputs={outputs} />;
  return (
    <Guard key={who.id}>
      <SignedIn id={who.id} isLocal={outputs.custom?.local !== undefined} />
    </Guard>
  );
}

function SignedIn({ id, isLocal }: { readonly id: string; readonly isLocal: boolean }) {
  const { parts } = usePlace();
  const isSuspended = useValue(suspended) === id;
  const spoken = useValue(language);
  useFirstName(spoken);
  useDevice(spoken, isLocal);
  useEffect(
    () =>
      listen((update, request) => {
        const news = newsOf(LANGUAGES[language.get()], update, request);
        if (news !== null) announce(news.sentence, news.to);
      }),
    [],
  );
  if (isSuspended) return <Suspended isRemoving={parts[0] === 'me' && parts[1] === 'remove'} />;
  return <Shell>{pageOf(parts)}</Shell>;
}

function pageOf([first, second]: readonly string[]) {
  switch (first) {
    case undefined:
    case 'trip':
      return <Find />;
    case 'trips':
      return <MyTrips />;
    case 'requests':
      return <Requests />;
    case 'me':
      return ownPage(second);
    // What remains of signing in.
    case 'confirm':
    case 'sign-up':
    case 'reset':
      return <Find />;
    default:
      return <NotFound />;
  }
}

function ownPage(name: string | undefined) {
  switch (name) {
    case undefined:
      return <MePage />;
    case 'remove':
      return <Remove />;
    case 'alerts':
      return <Alerts />;
    case 'blocked':
      return <Blocked />;
    case 'reports':
      return person.get()?.isModerator === true ? <Reports /> : <NotFound />;
    default:
      return <NotFound />;
  }
}

function NotFound() {
  const { common } = useText();
  return (
    <Empty>
      <h1>{common.notFound}</h1>
      <Link to="/">{common.home}</Link>
    </Empty>
  );
}

/** Whether this phone of the demo has signed its person in. After signing out it stays signed out. */
let hasSignedIn = false;

function SignedOut({ outputs }: { readonly outputs: Outputs }) {
  const { parts, query } = usePlace();
  const removed = useValue(receipt);
  const refused = useValue(suspended);
  const [owner, setOwner] = useState(() => (hasSignedIn ? undefined : ownerIn(outputs)));
  useEffect(() => {
    if (owner === undefined) return;
    hasSignedIn = true;
    signInAs(owner.email, owner.password).catch(() => {
      setOwner(undefined);
    });
  }, [owner]);
  if (owner !== undefined) return <div class="shell" aria-busy="true" />;
  if (removed !== null) return <Removed {...removed} />;
  if (refused !== null) return <SuspendedOutside />;
  switch (parts[0]) {
    case 'sign-up':
      return <SignUp outputs={outputs} />;
    case 'confirm':
      // Without an address there is nothing to confirm.
      if (!query.has('email')) return <Welcome outputs={outputs} />;
      return <Confirm outputs={outputs} />;
    case 'reset':
      return <Reset outputs={outputs} />;
    default:
      return <Welcome outputs={outputs} />;
  }
}

/** The person of the sample that this phone of the demo belongs to. */
function ownerIn({ custom }: Outputs) {
  const name = phone();
  return custom?.local?.people?.find((person) => person.name.toLowerCase() === name);
}

function Removed({ trips, requests }: { readonly trips: number; readonly requests: number }) {
  const { remove, auth } = useText();
  return (
    <AuthPage>
      <div class="card stack">
        <h1>{remove.doneTitle}</h1>
        <p role="status">{remove.done(trips, requests)}</p>
        <p>{remove.farewell}</p>
        <a href="/">{auth.signIn}</a>
      </div>
    </AuthPage>
  );
}
