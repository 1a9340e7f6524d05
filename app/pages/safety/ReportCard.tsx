import { Icon } from '../../components/Icon.tsx';
import { Route } from '../../components/Route.tsx';
import { type OneReport, type Reported, reportedIn, type ReportedItem } from '../../data/reports.ts';
import type { Text } from '../../text/en.ts';
import { amount, day, moment, money } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';
import { Decide, Restore } from './Decide.tsx';

/** One report: who reports whom and why, the reported trip or request, and what can be decided. */
export function ReportCard({ report }: { readonly report: OneReport }) {
  const { safety, common } = useText();
  const { status, about, by, reason, words, requestId, reportedAt } = report;
  const name = about.name ?? common.someone;
  const what = requestId === null ? safety.reports.trip : safety.reports.request;
  return (
    <article class="card stack">
      <header>
        <h2>{safety.reports.about(name, by.name ?? common.someone)}</h2>
        <p class="line">
          <span class="strong">{safety.reasons[reason]}</span>
          <time class="quiet" dateTime={reportedAt}>
            {moment(reportedAt)}
          </time>
        </p>
      </header>
      {words !== null && <Quote label={safety.reports.words} words={words} />}
      <div class="inset stack">
        <p class="quiet small">{what}</p>
        <Content reported={reportedIn(report)} />
      </div>
      {status === 'OPEN' && <Decide id={report.id} name={name} />}
      {status === 'SUSPENDED' && <Restore id={about.id} name={name} />}
    </article>
  );
}

function Content({ reported }: { readonly reported: Reported }) {
  const text = useText();
  const { fromCity, toCity, travelDate, currency, note } = reported;
  return (
    <>
      <Route from={fromCity} to={toCity} level={3} />
      <p class="strong">{day(travelDate)}</p>
      <ul class="items">
        {(reported.items ?? reported.allowed ?? []).map((item) => (
          <li key={item.category} class="line spread">
            <span class="capacity-name">
              <Icon name={item.category} />
              {text.categories[item.category]}
            </span>
            <span>
              {amount(text, item)} · {costOf(text, item, currency)}
            </span>
          </li>
        ))}
      </ul>
      {note && <Quote label={text.requests.note} words={note} />}
    </>
  );
}

function costOf({ trip, common }: Text, { category, cost }: ReportedItem, currency: string): string {
  if (cost === 0) return common.free;
  const price = money(cost, currency);
  return category === 'PAPER' ? trip.perDocument(price) : trip.perKilogram(price);
}

/** What a person wrote. */
function Quote({ label, words }: { readonly label: string; readonly words: string }) {
  return (
    <figure class="note">
      <figcaption class="quiet small">{label}</figcaption>
      <blockquote dir="auto">{words}</blockquote>
    </figure>
  );
}
