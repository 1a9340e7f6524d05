import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';

import { cityOf, type Place, shown, suggest } from '../../data/places.ts';
import { useText } from '../../text/language.ts';

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
  const [at, setAt] = useState(-1);
  const isOpen = typed !== null && found.length > 0;
  const value = typed ?? (city === null ? '' : shown(city));
  const isUnknown =
    typed === null && value === '' ? false : typed !== null && typed.includes(',') && cityOf(typed) === null;

  useEffect(() => {
    let isCurrent = true;
    if (typed === null) return undefined;
    void suggest(typed).then((places) => {
      if (isCurrent) setFound(places);
    });
    return () => {
      isCurrent = false;
    };
  }, [typed]);

  const choose = (chosen: string | null) => {
    setTyped(null);
    setAt(-1);
    if (chosen !== city) onChoose(chosen);
  };
  /** Takes what was typed for what it means; what means nothing stays, to be corrected. */
  const finish = () => {
    if (typed === null) return;
    if (typed.trim() === '') choose(null);
    else {
      const [only, other] = found;
      const meant = cityOf(typed) ?? (other === undefined ? only?.city : undefined);
      if (meant !== undefined) choose(meant);
      else setFound([]);
    }
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      setTyped(value);
      setAt((at + 1) % Math.max(found.length, 1));
    },
    ArrowUp: () => {
      setAt((at - 1 + found.length) % Math.max(found.length, 1));
    },
    Enter: () => {
      const chosen = found[at];
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
          currentTarget.select();
          if (value === '') setTyped('');
        }}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(-1);
        }}
        onKeyDown={press}
        onBlur={finish}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="suggestions" hidden={!isOpen}>
        {found.map((place, index) => (
          <li
            key={place.city}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(place.city);
            }}
          >
            <bdi class="strong">{place.name}</bdi> <bdi class="quiet">{place.country}</bdi>
          </li>
        ))}
      </ul>
      <p id={`${id}-hint`} class="hint" aria-live="polite">
        {isUnknown || (typed !== null && typed !== '' && found.length === 0) ? find.unknownCity : ''}
      </p>
    </div>
  );
}
