import type { ComponentChildren } from 'preact';

import { useText } from '../../text/language.ts';
import { useTitle } from '../../title.ts';
import { Icon } from '../Icon.tsx';
import { Link } from '../Link.tsx';

interface PageProps {
  readonly title: string;
  /** Where Back leads; without it there is no such link. */
  readonly back?: string;
  /** Beside the title. */
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
  /** The heading's level: a detail next to a list comes below the list's. */
  readonly level?: 1 | 2;
}

/** A page's title, and what is below it. */
export function Page({ title, back, action, children, level = 1 }: PageProps) {
  const { common } = useText();
  const Heading = `h${level}` as const;
  useTitle(title, level);
  return (
    <section class="stack wide">
      <header class="page-head">
        {back !== undefined && (
          <Link to={back} class="back" isBack>
            <Icon name="back" mirrored />
            <span>{common.back}</span>
          </Link>
        )}
        <div class="line spread">
          <Heading>{title}</Heading>
          {action}
        </div>
      </header>
      {children}
    </section>
  );
}
