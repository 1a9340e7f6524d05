import { confirmSignUp, resendSignUpCode } from 'aws-amplify/auth';
import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Done, Problem } from '../../components/Feedback.tsx';
import { TextField } from '../../components/fields/Field.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { Link } from '../../components/Link.tsx';
import type { Outputs } from '../../data/api/outputs.ts';
import { useAction } from '../../data/api/query.ts';
import { go, usePlace } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { useTitle } from '../../title.ts';
import { AuthPage } from './AuthPage.tsx';
import { filledIn } from './fields.ts';
import { takePassword } from './password.ts';
import { start } from './signIn.ts';

/** The code that confirms an e-mail address. */
export function Confirm({ outputs }: { readonly outputs: Outputs }) {
  const { auth } = useText();
  useTitle(auth.confirmTitle, 1);
  const email = usePlace().query.get('email') ?? '';
  const [code, setCode] = useState('');
  const confirming = useAction(async () => {
    await confirmSignUp({ username: email, confirmationCode: filledIn(code) });
    const password = takePassword(email);
    // After a reload the password is gone.
    go(password === undefined ? '/?confirmed' : '/', { replace: true });
    if (password !== undefined) await start(email, password);
  });
  const [sent, setSent] = useState(false);
  const sending = useAction(async () => {
    setSent(false);
    confirming.clear();
    await resendSignUpCode({ username: email });
    setSent(true);
  });
  return (
    <AuthPage>
      <div class="card stack">
        <h1>{auth.confirmTitle}</h1>
        <p>{auth.confirmText(email)}</p>
        {outputs.custom?.local !== undefined && <p class="note">{auth.localCode}</p>}
        <Form onSubmit={confirming.run}>
          <TextField
            label={auth.code}
            value={code}
            onChange={setCode}
            inputMode="numeric"
            autoComplete="one-time-code"
            ltr
          />
          <Problem failure={confirming.failure ?? sending.failure} />
          <Button type="submit" busy={confirming.busy}>
            {auth.confirm}
          </Button>
        </Form>
        {sent && <Done>{auth.resent}</Done>}
        <Button kind="plain" busy={sending.busy} onClick={sending.run}>
          {auth.resend}
        </Button>
        <Link to="/sign-up" class="center">
          {auth.otherEmail}
        </Link>
      </div>
    </AuthPage>
  );
}
