import { Button } from '../../components/Button.tsx';
import { Done, Problem } from '../../components/Feedback.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Link } from '../../components/Link.tsx';
import { ALERTS, looksFor, useAlerts } from '../../data/alerts.ts';
import { ask } from '../../data/api/ask.ts';
import { CreateAlert } from '../../data/api/operations.types.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import { useText } from '../../text/language.ts';
import { filterOf, type Search } from '../find/search.ts';

/** Offers an alert for a search, or says that there is one. */
export function AlertOffer({ search }: { readonly search: Search }) {
  const { alerts: text } = useText();
  const { data } = useAlerts();
  const wanted = { from: search.from, to: search.to, filter: filterOf(search) };
  const { run, busy, failure } = useAction(async () => {
    await ask(CreateAlert, { input: wanted });
    // A trip that was posted since the search began is found here, not by the alert.
    refresh(ALERTS, 'search:');
  });
  const hasAlert = data?.some((alert) => looksFor(alert, wanted)) === true;
  return (
    <div class="stack">
      <div class="line spread">
        {hasAlert ? (
          <Done>{text.created}</Done>
        ) : (
          <Button kind="quiet" busy={busy} onClick={run}>
            <Icon name="bell" />
            <span>{text.create}</span>
          </Button>
        )}
        {data !== undefined && data.length > 0 && <Link to="/me/alerts">{text.all}</Link>}
      </div>
      <Problem failure={failure} />
    </div>
  );
}
