import { Button } from '../../components/Button.tsx';
import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { More } from '../../components/More.tsx';
import { Person } from '../../components/Person.tsx';
import { ask } from '../../data/api/ask.ts';
import { BlockedPeople, UnblockPerson } from '../../data/api/operations.types.ts';
import { usePages } from '../../data/api/pages.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import { useText } from '../../text/language.ts';
import type { OtherPerson } from './Safety.tsx';

/** The people whom the caller has blocked. */
export function Blocked() {
  const { safety } = useText();
  const pages = usePages<OtherPerson>(
    'blocked',
    async (nextToken) => (await ask(BlockedPeople, { nextToken })).blockedPeople,
  );
  const { data, failure } = pages;
  return (
    <Page title={safety.list} back="/me">
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton />}
      {data?.items.length === 0 && pages.ended && <Empty>{safety.listNone}</Empty>}
      {data !== undefined && data.items.length > 0 && (
        <>
          <p class="quiet">{safety.listIntro}</p>
          <ul class="stack">
            {data.items.map((person) => (
              <BlockedPerson key={person.id} person={person} />
            ))}
          </ul>
        </>
      )}
      <More pages={pages} />
    </Page>
  );
}

function BlockedPerson({ person: { id, name } }: { readonly person: OtherPerson }) {
  const { safety, common } = useText();
  const { run, busy, failure } = useAction(async () => {
    await ask(UnblockPerson, { id });
    refresh('blocked');
  });
  return (
    <li class="card stack">
      <div class="line spread">
        <Person name={name} />
        <Button kind="quiet" busy={busy} onClick={run}>
          {safety.unblock(name ?? common.someone)}
        </Button>
      </div>
      <Problem failure={failure} />
    </li>
  );
}
