import type { ComponentChildren } from 'preact';

import { online } from '../../data/api/online.ts';
import { useValue } from '../../data/api/state.ts';
import { chooseLanguage, type Language, language, LANGUAGES, useText } from '../../text/language.ts';

/** What the pages before signing in have around them. */
export function AuthPage({ children }: { readonly children: ComponentChildren }) {
  const { app, auth } = useText();
  const isOnline = useValue(online);
  return (
    <div class="auth">
      <header class="line spread auth-head">
        <span class="brand">{app.title}</span>
        <LanguageLinks />
      </header>
      <div role="status">{!isOnline && <p class="offline">{auth.offline}</p>}</div>
      <main id="content" class="auth-main">
        {children}
      </main>
    </div>
  );
}

function LanguageLinks() {
  const { me } = useText();
  const chosen = useValue(language);
  const all = Object.keys(LANGUAGES) as Language[];
  return (
    <div role="group" aria-label={me.language} class="line">
      {all.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          class="chip"
          aria-pressed={one === chosen}
          onClick={() => {
            chooseLanguage(one);
          }}
        >
          {LANGUAGES[one].name}
        </button>
      ))}
    </div>
  );
}
