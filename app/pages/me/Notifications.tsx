import { useEffect, useState } from 'preact/hooks';

import { Problem } from '../../components/Feedback.tsx';
import { Switch } from '../../components/fields/Switch.tsx';
import { ask } from '../../data/api/ask.ts';
import { UpdateAccount } from '../../data/api/operations.types.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import type { Account } from '../../data/api/types.ts';
import { useText } from '../../text/language.ts';

type Setting = 'pushRequests' | 'pushAlerts';
type Settings = Partial<Record<Setting, boolean>>;

/** What the person's devices are told while the app is closed. */
export function Notifications({ account }: { readonly account: Account }) {
  const { notifications } = useText().me;
  const { pushRequests, pushAlerts } = account;
  /** What was chosen last, until the account has it. */
  const [chosen, setChosen] = useState<Settings>({});
  const { run, busy, failure } = useAction(async (input: Settings) => {
    setChosen(input);
    try {
      await ask(UpdateAccount, { input });
    } catch (error) {
      setChosen({});
      throw error;
    }
    refresh('me');
  });
  useEffect(() => {
    setChosen({});
  }, [pushRequests, pushAlerts]);
  const toggle = (setting: Setting) => (
    <Switch
      label={notifications[setting].label}
      hint={notifications[setting].hint}
      isOn={chosen[setting] ?? account[setting]}
      disabled={busy}
      onChange={(isOn) => {
        run({ [setting]: isOn });
      }}
    />
  );
  return (
    <section class="card stack" aria-labelledby="notifications">
      <h2 id="notifications">{notifications.title}</h2>
      <p class="quiet small">{notifications.intro}</p>
      {toggle('pushRequests')}
      {toggle('pushAlerts')}
      <Problem failure={failure} />
    </section>
  );
}
