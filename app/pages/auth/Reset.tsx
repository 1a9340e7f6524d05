import { confirmResetPassword, resetPassword } from 'aws-amplify/auth';
import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Done, Problem } from '../../components/Feedback.tsx';
import { TextField } from '../../components/fields/Field.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { Link } from '../../components/Link.tsx';
import type { Outputs } from '../../data/api/outputs.ts';
import { useAction } from '../../data/api/query.ts';
import { useDraft } from '../../data/session/drafts.ts';
import { go } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { useTitle } from '../../title.ts';
import { AuthPage } from './AuthPage.tsx';
import { emailIn, filledIn } from './fields.ts';
import { start } from './signIn.ts';

/** A new password, by a code that is sent to the e-mail address. */
export function Reset({ outputs }: { readonly outputs: Outputs }) {
  const { auth } = useText();
  useTitle(auth.resetTitle, 1);
  const { content, change } = useDraft('sign-in', { email: '' });
  const [isSent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [resent, setResent] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    const username = emailIn(content.email);
    if (isSent) {
      const confirmationCode = filledIn(code);
      await confirmResetPassword({ username, confirmationCode, newPassword: filledIn(password) });
      go('/');
      await start(username, password);
    } else {
      await resetPassword({ username });
      setSent(true);
    }
  });
  const sending = useAction(async () => {
    setResent(false);
    await resetPassword({ username: emailIn(content.email) });
    setResent(true);
  });
  const otherEmail = () => {
    setSent(false);
    setResent(false);
  };
  return (
    <AuthPage>
      <div class="card stack">
        <h1>{auth.resetTitle}</h1>
        {isSent && <p>{auth.confirmText(content.email.trim())}</p>}
        {isSent && outputs.custom?.local !== undefined && <p class="note">{auth.localCode}</p>}
        <Form onSubmit={run}>
          {isSent ? (
            <>
              <TextField
                label={auth.code}
                value={code}
                onChange={setCode}
                inputMode="numeric"
                autoComplete="one-time-code"
                ltr
              />
              <TextField
                label={auth.newPassword}
                hint={auth.passwordHint(outputs.auth.password_policy?.min_length ?? 8)}
                type="password"
                autoComplete="new-password"
                ltr
                value={password}
                onChange={setPassword}
              />
            </>
          ) : (
            <TextField
              label={auth.email}
              type="email"
              autoComplete="username"
              ltr
              value={content.email}
              onChange={(email) => {
                change({ email });
              }}
            />
          )}
          <Problem failure={failure ?? sending.failure} />
          <Button type="submit" busy={busy}>
            {isSent ? auth.confirm : auth.sendCode}
          </Button>
        </Form>
        {isSent && (
          <>
            {resent && <Done>{auth.resent}</Done>}
            <Button kind="plain" busy={sending.busy} onClick={sending.run}>
              {auth.resend}
            </Button>
            <Button kind="plain" onClick={otherEmail}>
              {auth.otherEmail}
            </Button>
          </>
        )}
        <Link to="/">{auth.signIn}</Link>
      </div>
    </AuthPage>
  );
}
