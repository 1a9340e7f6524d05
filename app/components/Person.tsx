import { year } from '../text/formats.ts';
import { useText } from '../text/language.ts';

interface PersonProps {
  readonly name: string | null;
  readonly since?: string | null;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** Who somebody is, as everybody may see them. */
export function Person({ name, since }: PersonProps) {
  const text = useText();
  const shown = name ?? text.common.someone;
  return (
    <span class="person">
      <span class="initials" aria-hidden="true">
        {initials(shown)}
      </span>
      <span>
        <bdi class="strong">{shown}</bdi>
        {since && <span class="quiet small block">{text.trip.since(year(since))}</span>}
      </span>
    </span>
  );
}
