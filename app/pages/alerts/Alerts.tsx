import { Button } from '../../components/Button.tsx';
import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Link } from '../../components/Link.tsx';
import { type Alert, ALERTS, useAlerts } from '../../data/alerts.ts';
import { ask } from '../../data/api/ask.ts';
import { DeleteAlert } from '../../data/api/operations.types.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import { cityName, day } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';
import { useShown } from '../find/Filters.tsx';
import { queryOf, type Search } from '../find/search.ts';

/** The caller's alerts. */
export function Alerts() {
  const { alerts: text } = useText();
  const { data, failure } = useAlerts();
  return (
    <Page title={text.title} back="/me">
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton />}
      {data?.length === 0 && (
        <Empty>
          <p>{text.none}</p>
          <Link to="/" class="button quiet">
            {text.search}
          </Link>
        </Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <>
          <p class="quiet">{text.intro}</p>
          <ul class="stack">
            {data.map((alert) => (
              <AlertCard key={alert.id} alert={alert} />
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

function AlertCard({ alert }: { readonly alert: Alert }) {
  const { alerts: text } = useText();
  const { run, busy, failure } = useAction(async () => {
    await ask(DeleteAlert, { id: alert.id });
    refresh(ALERTS);
  });
  const search = searchOf(alert);
  const conditions = Object.values(useShown(search)).filter((condition) => condition !== null);
  const from = alert.from === null ? text.fromAnywhere : cityName(alert.from);
  const to = alert.to === null ? text.toAnywhere : cityName(alert.to);
  return (
    <li class="card stack">
      <p class="route">
        <bdi>{from}</bdi>
        <Icon name="arrow" mirrored />
        <bdi>{to}</bdi>
      </p>
      {conditions.length > 0 && (
        <p>
          {conditions.map((condition, at) => (
            <span key={condition}>
              {at > 0 && ' · '}
              <bdi>{condition}</bdi>
            </span>
          ))}
        </p>
      )}
      <p class="quiet small">{text.until(day(new Date(alert.expiresAt * 1_000).toISOString().slice(0, 10)))}</p>
      <div class="line spread">
        <Link to={`/${queryOf(search)}`}>{text.show}</Link>
        <Button kind="quiet" busy={busy} label={text.removeThis(from, to)} onClick={run}>
          {text.remove}
        </Button>
      </div>
      <Problem failure={failure} />
    </li>
  );
}

/** The search that an alert keeps. */
function searchOf({ from, to, filter }: Alert): Search {
  const text = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : `${value}`;
  return {
    from,
    to,
    travelFrom: text(filter?.travelFrom),
    travelTo: text(filter?.travelTo),
    category: text(filter?.category),
    minFreeKg: text(filter?.minFreeKg),
    maxCost: text(filter?.maxCost),
    currency: text(filter?.currency),
  };
}
