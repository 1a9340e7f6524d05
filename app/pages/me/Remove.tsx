import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Feedback.tsx';
import { TextField } from '../../components/fields/Field.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { ask } from '../../data/api/ask.ts';
import { DeleteAccount } from '../../data/api/operations.types.ts';
import { useAction } from '../../data/api/query.ts';
import { receipt } from '../../data/session/removal.ts';
import { signOutHere } from '../../data/session/session.ts';
import { useText } from '../../text/language.ts';

const PAUSE_MILLISECONDS = 1_000;

interface Progress {
  readonly trips: number;
  readonly requests: number;
}

/** Removes the account: after a typed word, with its progress, and a receipt at the end. */
export function Remove() {
  const { remove } = useText();
  const [word, setWord] = useState('');
  const [progress, setProgress] = useState<Progress | null>(null);
  // A phone's keyboard begins with a small letter.
  const isTyped = word.trim().toUpperCase() === remove.word;
  const { run, busy, failure } = useAction(async () => {
    if (!isTyped) return;
    for (;;) {
      const { deleteAccount } = await ask(DeleteAccount, {});
      setProgress(deleteAccount);
      if (deleteAccount.status === 'COMPLETE') {
        receipt.set(deleteAccount);
        await signOutHere();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  });
  return (
    <Page title={remove.title} back="/me">
      <section class="card stack">
        <p>{remove.text}</p>
        <p>{remove.told}</p>
        <Form onSubmit={run}>
          <TextField
            label={remove.type(remove.word)}
            value={word}
            onChange={setWord}
            disabled={busy}
            autoComplete="off"
          />
          <Problem failure={failure} />
          <div role="status">
            {busy && <p>{remove.running}</p>}
            {progress !== null && <p class="strong">{remove.progress(progress.trips, progress.requests)}</p>}
          </div>
          <Button type="submit" kind="danger" busy={busy} disabled={!isTyped}>
            {remove.go}
          </Button>
        </Form>
      </section>
    </Page>
  );
}
