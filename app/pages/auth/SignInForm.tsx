import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Feedback.tsx';
import { TextField } from '../../components/fields/Field.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { Link } from '../../components/Link.tsx';
import { useAction } from '../../data/api/query.ts';
import { useDraft } from '../../data/session/drafts.ts';
import { useText } from '../../text/language.ts';
import { filledIn } from './fields.ts';
import { answer, type Challenge, start } from './signIn.ts';

/** E-mail address and password, and the code of an authenticator app where the account has one. */
export function SignInForm() {
  const { auth } = useText();
  const { content, change } = useDraft('sign-in', { email: '' });
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [challenge, setChallenge] = useState<Challenge>(null);
  const { run, busy, failure } = useAction(async () => {
    if (challenge !== null) {
      setChallenge(await answer(filledIn(code)));
      return;
    }
    const email = filledIn(content.email);
    filledIn(password);
    setChallenge(await start(email, password));
  });
  if (challenge !== null) {
    return (
      <Form onSubmit={run}>
        {challenge.step === 'setUp' && <p>{auth.totpSetup(challenge.secret)}</p>}
        <TextField
          label={auth.totp}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          ltr
        />
        <Problem failure={failure} />
        <Button type="submit" busy={busy}>
          {auth.confirm}
        </Button>
      </Form>
    );
  }
  return (
    <Form onSubmit={run}>
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
      <TextField
        label={auth.password}
        type="password"
        autoComplete="current-password"
        ltr
        value={password}
        onChange={setPassword}
      />
      <Problem failure={failure} />
      <Button type="submit" busy={busy}>
        {auth.signIn}
      </Button>
      <Link to="/reset" class="small">
        {auth.forgot}
      </Link>
    </Form>
  );
}
