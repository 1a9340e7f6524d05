import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Done, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Select, TextField } from '../../components/fields/Field.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Link } from '../../components/Link.tsx';
import { ask } from '../../data/api/ask.ts';
import { UpdateAccount } from '../../data/api/operations.types.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import { useValue } from '../../data/api/state.ts';
import type { Account } from '../../data/api/types.ts';
import { CURRENCIES } from '../../data/currencies.ts';
import { signOutOfDevice } from '../../data/device.ts';
import { useMe } from '../../data/session/me.ts';
import { person } from '../../data/session/session.ts';
import { currencyName } from '../../text/formats.ts';
import { chooseLanguage, type Language, language, LANGUAGES, useText } from '../../text/language.ts';
import { ContactCard } from './ContactCard.tsx';
import { Export } from './Export.tsx';
import { Notifications } from './Notifications.tsx';

/** The caller's own page. */
export function MePage() {
  const text = useText();
  const { data, failure } = useMe();
  const who = useValue(person);
  return (
    <Page title={text.me.title}>
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton count={2} />}
      {data && (
        <div class="two">
          <section class="card stack">
            <p class="line spread">
              <bdi class="strong">{who?.email}</bdi>
              <span class="quiet small">{text.me.tripsUsed(data.account.trips)}</span>
            </p>
            <AccountForm account={data.account} />
          </section>
          <ContactCard contacts={data.contacts} name={data.account.name ?? ''} />
          <Notifications account={data.account} />
          <section class="card stack">
            <Export />
            <Link to="/me/alerts" class="button quiet">
              {text.alerts.title}
            </Link>
            <Link to="/me/blocked" class="button quiet">
              {text.safety.list}
            </Link>
            {who?.isModerator === true && (
              <Link to="/me/reports" class="button quiet">
                {text.safety.reports.title}
              </Link>
            )}
            <SignOut />
            <Link to="/me/remove" class="button plain danger-text">
              {text.me.remove}
            </Link>
          </section>
        </div>
      )}
      <p class="quiet small">
        <a href="https://www.geonames.org">{text.me.cities}</a>
      </p>
    </Page>
  );
}

function AccountForm({ account }: { readonly account: Account }) {
  const text = useText();
  const chosen = useValue(language);
  /** Null until something is typed: then the account's name is shown, also when it changes elsewhere. */
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? account.name ?? '';
  const [isSaved, setSaved] = useState(false);
  const { run, busy, failure } = useAction(async (input: { name?: string; currency?: string; language?: string }) => {
    setSaved(false);
    await ask(UpdateAccount, { input });
    setSaved(true);
    refresh('me', 'mine:');
  });
  const languages = Object.entries(LANGUAGES).map(([code, { name: shown }]) => [code as Language, shown] as const);
  return (
    <>
      <Form
        onSubmit={() => {
          run({ name: name.trim() });
        }}
      >
        <TextField
          label={text.me.name}
          hint={text.me.nameHint}
          value={name}
          onChange={(text) => {
            setTyped(text);
            setSaved(false);
          }}
          maxLength={100}
          autoComplete="name"
        />
        {name.trim() !== (account.name ?? '') && (
          <Button type="submit" kind="quiet" busy={busy}>
            {text.common.save}
          </Button>
        )}
      </Form>
      <Select
        label={text.me.language}
        value={chosen}
        options={languages}
        onChange={(code) => {
          chooseLanguage(code);
          run({ language: code });
        }}
      />
      <Select
        label={text.me.currency}
        value={account.currency}
        options={CURRENCIES.map((code) => [code, currencyName(code)] as const)}
        onChange={(currency) => {
          run({ currency });
        }}
      />
      <Problem failure={failure} />
      {isSaved && <Done>{text.me.saved}</Done>}
    </>
  );
}

function SignOut() {
  const text = useText();
  const { run, busy } = useAction(signOutOfDevice);
  return (
    <Button kind="quiet" busy={busy} onClick={run}>
      {text.me.signOut}
    </Button>
  );
}
