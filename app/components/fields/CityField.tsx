import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

import { asWritten, type Place, shown, written } from '../../data/city.ts';
import { named, suggest } from '../../data/places.ts';
import { useText } from '../../text/language.ts';

/** Milliseconds without a key press, after which suggestions are asked for. */
const PAUSE = 150;

interface CityFieldProps {
  readonly label: string;
  /** `Berlin-Germany`; null: none. */
  readonly city: string | null;
  readonly onChoose: (city: string | null) => void;
  readonly disabled?: boolean;
}

/** A city to type, with suggestions below it (WAI-ARIA Authoring Practices, "Combobox with list autocomplete"). */
export function CityField({ label, city, onChoose, disabled }: CityFieldProps) {
  const { find } = useText();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [found, setFound] = useState<readonly Place[]>([]);
  /** The text that `found` belongs to. */
  const [looked, setLooked] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const [hasFocus, setHasFocus] = useState(false);
  const latest = useRef({ city, typed });
  latest.current = { city, typed };
  /** What was typed, if it names a city and a country and is not among the suggestions. */
  const own = typed === null || named(typed, found) !== undefined ? null : asWritten(typed);
  const options = own === null ? found : [...found, own];
  const isOpen = hasFocus && typed !== null && options.length > 0;
  const value = typed ?? (city === null ? '' : shown(city));
  const isUnknown = typed !== null && typed.trim() !== '' && looked === typed && !isOpen;

  useEffect(() => {
    let isCurrent = true;
    if (typed === null) return undefined;
    const look = () => {
      void suggest(typed).then((places) => {
        if (!isCurrent) return;
        setFound(places);
        setLooked(typed);
      });
    };
    const timer = setTimeout(look, typed === '' ? 0 : PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed]);

  const choose = (chosen: string | null) => {
    setTyped(null);
    setAt(-1);
    if (chosen !== city) onChoose(chosen);
  };
  /** Chooses the city that was typed. A text that names no city stays, so the person can correct it. */
  const finish = () => {
    if (typed === null) return;
    const suggested = named(typed, found);
    const place = suggested ?? asWritten(typed);
    if (typed.trim() === '') choose(null);
    else if (place !== null) choose(place.city);
    if (suggested === undefined && typed.trim() !== '') void settle(typed, place?.city ?? null);
  };
  /** The API may know the city by another text: `Köln, Deutschland` is `Cologne-Germany`. */
  const settle = async (text: string, chosen: string | null) => {
    const places = await suggest(text);
    const meant = named(text, places) ?? (places.length === 1 ? places[0] : undefined);
    const { city: now, typed: still } = latest.current;
    if (chosen === null && still === text) {
      setFound(places);
      setLooked(text);
      if (meant !== undefined) choose(meant.city);
    } else if (meant !== undefined && chosen !== null && chosen === now && still === null) {
      if (meant.city !== chosen) onChoose(meant.city);
    }
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      setTyped(value);
      setAt((at + 1) % Math.max(options.length, 1));
    },
    ArrowUp: () => {
      setAt((at - 1 + options.length) % Math.max(options.length, 1));
    },
    Enter: () => {
      // Without an arrow key, a beginning such as `berl` means the first suggestion.
      const isBeginning = at < 0 && looked === typed && own === null && named(typed ?? '', found) === undefined;
      const chosen = isBeginning ? found[0] : options[at];
      if (isOpen && chosen !== undefined) choose(chosen.city);
      else finish();
    },
    Escape: () => {
      setTyped(null);
      setAt(-1);
    },
  };
  const press = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const act = keys[event.key];
    if (act === undefined) return;
    if (event.key !== 'Escape' || isOpen) event.preventDefault();
    act();
  };

  return (
    <div class="field city-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        role="combobox"
        autoComplete="off"
        placeholder={find.cityHint}
        disabled={disabled}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && at >= 0 ? `${id}-${at}` : undefined}
        aria-describedby={`${id}-hint`}
        value={value}
        onFocus={({ currentTarget }) => {
          setHasFocus(true);
          currentTarget.select();
          if (value === '') setTyped('');
        }}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(-1);
        }}
        onKeyDown={press}
        onBlur={() => {
          setHasFocus(false);
          finish();
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="suggestions" hidden={!isOpen}>
        {options.map((place, index) => (
          <li
            key={place.city}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => {
              // The field keeps the focus.
              event.preventDefault();
            }}
            onClick={() => {
              choose(place.city);
            }}
          >
            {place === own ? (
              find.asWritten(written(place))
            ) : (
              <>
                <bdi class="strong">{place.name}</bdi> <bdi class="quiet">{place.country}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
      <p id={`${id}-hint`} class="hint" aria-live="polite">
        {isUnknown ? find.unknownCity : ''}
      </p>
    </div>
  );
}
