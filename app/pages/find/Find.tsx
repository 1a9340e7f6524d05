import { CityField } from '../../components/fields/CityField.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Split } from '../../components/frame/Split.tsx';
import { Icon } from '../../components/Icon.tsx';
import { placeOf } from '../../data/city.ts';
import { reach } from '../../data/phone.ts';
import { recentCities, remember } from '../../data/places.ts';
import { go, usePlace } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { AlertOffer } from '../alerts/AlertOffer.tsx';
import { Filters } from './Filters.tsx';
import { Results } from './Results.tsx';
import { queryOf, type Search, searchIn } from './search.ts';
import { TripPage } from './TripPage.tsx';

/** The search, with a trip next to it. The address holds all of it, so that it can be kept and sent. */
export function Find() {
  const text = useText();
  const { parts, query } = usePlace();
  const search = searchIn(query);
  const trip = parts[0] === 'trip' ? (parts[1] ?? null) : null;
  const set = (part: Partial<Search>) => {
    const next = { ...search, ...part };
    remember(next.from, next.to);
    if (next.from !== null && next.to !== null) reach('searched');
    // Back leads to another search, not through each key press of a filter.
    const isSameWay = next.from === search.from && next.to === search.to;
    const isComplete = search.from !== null && search.to !== null;
    go(`/${queryOf(next)}`, { replace: trip === null && (isSameWay || isComplete) });
  };
  const isSearch = search.from !== null || search.to !== null;
  const list = (
    <Page title={text.find.title}>
      <div class="cities">
        <CityField
          label={text.find.from}
          city={search.from}
          onChoose={(from) => {
            set({ from });
          }}
        />
        <button
          type="button"
          class="icon-button swap"
          aria-label={text.find.swap}
          onClick={() => {
            set({ from: search.to, to: search.from });
          }}
        >
          <Icon name="swap" />
        </button>
        <CityField
          label={text.find.to}
          city={search.to}
          onChoose={(city) => {
            set({ to: city });
          }}
        />
      </div>
      {isSearch ? (
        <>
          <Filters search={search} onChange={set} />
          <AlertOffer key={queryOf(search)} search={search} />
          <Results search={search} current={trip} onChange={set} />
        </>
      ) : (
        <Start onChoose={set} />
      )}
    </Page>
  );
  const detail = trip === null ? null : <TripPage key={trip} id={trip} back={`/${queryOf(search)}`} />;
  return <Split title={text.find.title} list={list} detail={detail} />;
}

function Start({ onChoose }: { readonly onChoose: (part: Partial<Search>) => void }) {
  const { find } = useText();
  const recent = recentCities();
  return (
    <div class="stack">
      <p class="quiet">{find.start}</p>
      {recent.length > 0 && (
        <section class="stack" aria-label={find.recent}>
          <h2 class="small quiet">{find.recent}</h2>
          <div class="line">
            {recent.map((city) => (
              <button
                key={city}
                type="button"
                class="chip"
                onClick={() => {
                  onChoose({ from: city });
                }}
              >
                {placeOf(city).name}
              </button>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
