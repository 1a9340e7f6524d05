import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Link } from '../../components/Link.tsx';
import { More } from '../../components/More.tsx';
import type { ReportStatus } from '../../data/api/operations.types.ts';
import { usePages } from '../../data/api/pages.ts';
import { loadReports } from '../../data/reports.ts';
import { usePlace } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { ReportCard } from './ReportCard.tsx';

/** The address of each list. */
const LISTS: readonly (readonly [status: ReportStatus, path: string])[] = [
  ['OPEN', '/me/reports'],
  ['SUSPENDED', '/me/reports?suspended'],
  ['DISMISSED', '/me/reports?dismissed'],
];

/** What moderators decide, and what they have decided. */
export function Reports() {
  const { safety } = useText();
  const { query } = usePlace();
  const status = query.has('suspended') ? 'SUSPENDED' : query.has('dismissed') ? 'DISMISSED' : 'OPEN';
  return (
    <Page title={safety.reports.title} back="/me">
      <nav class="segments" aria-label={safety.reports.title}>
        {LISTS.map(([one, path]) => (
          <Link key={one} to={path} current={one === status}>
            {safety.reports.status[one]}
          </Link>
        ))}
      </nav>
      <List key={status} status={status} />
    </Page>
  );
}

function List({ status }: { readonly status: ReportStatus }) {
  const { safety } = useText();
  const pages = usePages(`reports:${status}`, loadReports(status));
  const { data, failure } = pages;
  return (
    <div class="stack">
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton count={2} />}
      {data?.items.length === 0 && pages.ended && <Empty>{safety.reports.none[status]}</Empty>}
      {data?.items.map((report) => (
        <ReportCard key={report.id} report={report} />
      ))}
      <More pages={pages} />
    </div>
  );
}
