import { signUp } from 'aws-amplify/auth';
import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Feedback.tsx';
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
import { keepPassword } from './password.ts';
import { start } from './signIn.ts';

/** A new account. */
export function SignUp({ outputs }: { readonly outputs: Outputs }) {
  const { auth } = useText();
  useTitle(auth.signUp, 1);
  const { content, change } = useDraft('sign-up', { email: '', name: '' });
  const [password, setPassword] = useState('');
  const { run, busy, failure } = useAction(async () => {
    const [name, email] = [filledIn(content.name), emailIn(content.email)];
    filledIn(password);
    const options = { userAttributes: { email, name } };
    const { nextStep } = await signUp({ username: email, password, options });
    keepPassword(email, password);
    if (nextStep.signUpStep === 'CONFIRM_SIGN_UP') go(`/confirm?email=${encodeURIComponent(email)}`);
    else await start(email, password);
  });
  const set = (field: 'email' | 'name') => (value: string) => {
    change({ [field]: value });
  };
  return (
    <AuthPage>
      <div class="card stack">
        <h1>{auth.signUp}</h1>
        <Form onSubmit={run}>
          <TextField
            label={auth.name}
            hint={auth.nameHint}
            autoComplete="name"
            maxLength={100}
            value={content.name}
            onChange={set('name')}
          />
          <TextField
            label={auth.email}
            type="email"
            autoComplete="username"
            ltr
            value={content.email}
            onChange={set('email')}
          />
          <TextField
            label={auth.password}
            hint={auth.passwordHint(outputs.auth.password_policy?.min_length ?? 8)}
            type="password"
            autoComplete="new-password"
            ltr
            value={password}
            onChange={setPassword}
          />
          <Problem failure={failure} />
          <Button type="submit" busy={busy}>
            {auth.signUp}
          </Button>
        </Form>
        <p>
          {auth.hasAccount} <Link to="/">{auth.signIn}</Link>
        </p>
      </div>
    </AuthPage>
  );
}
