import { render } from 'preact';

import { App } from './App.tsx';
import { configure } from './data/api/outputs.ts';
import { lookWhoIsHere } from './data/session/session.ts';
import { applyLanguage, language, LANGUAGES } from './text/language.ts';

/** Starts the app in the page. */
async function main(): Promise<void> {
  const root = document.getElementById('app');
  if (root === null) throw new Error('The page has no element with the id "app".');
  applyLanguage();
  try {
    const outputs = await configure();
    render(<App outputs={outputs} />, root);
    await lookWhoIsHere();
  } catch {
    const { failures, common } = LANGUAGES[language.get()];
    const again = () => {
      window.location.reload();
    };
    render(
      <main class="empty">
        <p>{failures.Offline}</p>
        <button type="button" class="button main" onClick={again}>
          {common.retry}
        </button>
      </main>,
      root,
    );
  }
}

void main();
