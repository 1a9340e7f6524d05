import { Button } from '../../components/Button.tsx';
import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { More } from '../../components/More.tsx';
import { TripCard } from '../../components/TripCard.tsx';
import { usePages } from '../../data/api/pages.ts';
import { placeOf } from '../../data/city.ts';
import { useText } from '../../text/language.ts';
import { foundTrip, isFiltered, loadFound, queryOf, type Search } from './search.ts';

interface ResultsProps {
  readonly search: Search;
  /** The trip that is open next to the list. */
  readonly current: string | null;
  readonly onChange: (part: Partial<Search>) => void;
}

const NO_FILTER = { travelFrom: null, travelTo: null, category: null, minFreeKg: null, maxCost: null, currency: null };

/** The trips that fit, page by page. */
export function Results({ search, current, onChange }: ResultsProps) {
  const text = useText();
  const pages = usePages(`search:${queryOf(search)}`, loadFound(search));
  const { data, failure } = pages;
  return (
    <section class="stack" aria-label={text.find.results} aria-busy={pages.loading}>
      <h2 class="hidden">{text.find.results}</h2>
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton count={3} />}
      {data?.items.length === 0 && pages.ended && <Nothing search={search} onChange={onChange} />}
      {data?.items.map((trip) => (
        <TripCard
          key={trip.id}
          trip={trip}
          to={foundTrip(trip.id, search)}
          current={trip.id === current}
          status={trip.myRequest?.status}
          badge={
            trip.mine ? text.trip.mine : trip.myRequest === null ? undefined : text.trip.status[trip.myRequest.status]
          }
        />
      ))}
      {(data === undefined || data.items.length > 0 || !pages.ended) && <More pages={pages} end={text.find.end} />}
    </section>
  );
}

/** One sentence, and ways to look further with one tap. */
function Nothing({ search, onChange }: Omit<ResultsProps, 'current'>) {
  const { find } = useText();
  const { from, to } = search;
  const hasDates = search.travelFrom !== null || search.travelTo !== null;
  const ways: readonly (readonly [label: string, part: Partial<Search>] | false)[] = [
    hasDates && [find.anyDate, { travelFrom: null, travelTo: null }],
    isFiltered(search) && [find.anyFilter, NO_FILTER],
    from !== null && to !== null && [find.onlyFrom(placeOf(from).name), { to: null }],
    from !== null && to !== null && [find.onlyTo(placeOf(to).name), { from: null }],
  ];
  return (
    <Empty>
      <p>{isFiltered(search) ? find.noneFiltered : find.none}</p>
      <div class="line">
        {ways
          .filter((way) => way !== false)
          .map(([label, part]) => (
            <Button
              key={label}
              kind="quiet"
              onClick={() => {
                onChange(part);
              }}
            >
              {label}
            </Button>
          ))}
      </div>
    </Empty>
  );
}
