import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Done, Problem } from '../../components/Feedback.tsx';
import { ask } from '../../data/api/ask.ts';
import { ExportAccount } from '../../data/api/operations.types.ts';
import { useAction } from '../../data/api/query.ts';
import { useText } from '../../text/language.ts';

type Lists = Readonly<Record<string, readonly unknown[]>>;

/** Reads everything that is stored about the caller, page by page, and hands it over as a file. */
export function Export() {
  const { me } = useText();
  const [pages, setPages] = useState(0);
  const [isDone, setDone] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    setDone(false);
    download(JSON.stringify(await readAll(setPages), null, 2));
    setDone(true);
  });
  return (
    <>
      <Button kind="quiet" busy={busy} onClick={run}>
        {me.export}
      </Button>
      {busy && (
        <p role="status" class="quiet">
          {me.exporting(pages)}
        </p>
      )}
      {isDone && <Done>{me.exported}</Done>}
      <Problem failure={failure} />
    </>
  );
}

async function readAll(told: (pages: number) => void): Promise<Lists> {
  let all: Lists = {};
  let nextToken: string | null = null;
  let pages = 0;
  do {
    const page: { document: string; nextToken: string | null } = (await ask(ExportAccount, { nextToken }))
      .exportAccount;
    const lists = JSON.parse(page.document) as Lists;
    all = Object.entries(lists).reduce<Lists>(
      (merged, [name, items]) => ({ ...merged, [name]: [...(merged[name] ?? []), ...items] }),
      all,
    );
    ({ nextToken } = page);
    pages += 1;
    told(pages);
  } while (nextToken !== null);
  return all;
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'take-it.json';
  link.click();
  URL.revokeObjectURL(address);
}
