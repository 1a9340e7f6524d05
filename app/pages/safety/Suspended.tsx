import { Button } from '../../components/Button.tsx';
import { Link } from '../../components/Link.tsx';
import { useAction } from '../../data/api/query.ts';
import { signOutOfDevice } from '../../data/device.ts';
import { markActive } from '../../data/session/suspended.ts';
import { useText } from '../../text/language.ts';
import { AuthPage } from '../auth/AuthPage.tsx';
import { Export } from '../me/Export.tsx';
import { Remove } from '../me/Remove.tsx';

/** What a suspended person sees while the token is valid: the reason, and what they can still do. */
export function Suspended({ isRemoving }: { readonly isRemoving: boolean }) {
  const { safety, me } = useText();
  const { run, busy } = useAction(async () => {
    await signOutOfDevice();
    markActive();
  });
  if (isRemoving) {
    return (
      <AuthPage>
        <Remove />
      </AuthPage>
    );
  }
  return (
    <AuthPage>
      <div class="card stack">
        <h1>{safety.suspended.title}</h1>
        <p role="alert">{safety.suspended.text}</p>
        <p class="quiet">{safety.suspended.rights}</p>
        <Export />
        <Link to="/me/remove" class="button plain danger-text">
          {me.remove}
        </Link>
        <Button kind="quiet" busy={busy} onClick={run}>
          {me.signOut}
        </Button>
      </div>
    </AuthPage>
  );
}

/** What they see after the token has ended: a suspended person gets no new one. */
export function SuspendedOutside() {
  const { safety } = useText();
  return (
    <AuthPage>
      <div class="card stack">
        <h1>{safety.suspended.title}</h1>
        <p role="alert">{safety.suspended.text}</p>
        <p>{safety.suspended.outside}</p>
        <Button kind="quiet" onClick={markActive}>
          {safety.suspended.other}
        </Button>
      </div>
    </AuthPage>
  );
}
