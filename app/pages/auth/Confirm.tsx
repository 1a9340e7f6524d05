import { confirmSignUp, resendSignUpCode } from 'aws-amplify/auth';
import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Done, Problem } from '../../components/Feedback.tsx';
import { TextField } from '../../components/fields/Field.tsx';
import { Form } from '../../components/fields/Form.tsx';
import type { Outputs } from '../../data/outputs.ts';
import { useAction } from '../../data/query.ts';
import { go, usePlace } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { AuthPage } from './AuthPage.tsx';
import { takePassword } from './password.ts';
import { start } from './signIn.ts';

/** The code that confirms an e-mail address. */
export function Confirm({ outputs }: { readonly outputs: Outputs }) {
  const { auth } = useText();
  const email = usePlace().query.get('email') ?? '';
  const [code, setCode] = useState('');
  const confirming = useAction(async () => {
    await confirmSignUp({ username: email, confirmationCode: code.trim() });
    const password = takePassword(email);
    go('/');
    if (password !== undefined) await start(email, password);
  });
  const [sent, setSent] = useState(false);
  const sending = useAction(async () => {
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
      </div>
    </AuthPage>
  );
}
