import { useEffect } from 'preact/hooks';

import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { ask } from '../../data/ask.ts';
import { Request } from '../../data/operations.types.ts';
import { useQuery } from '../../data/query.ts';
import { go, to } from '../../router.ts';
import { useText } from '../../text/language.ts';

/** Where a push leads: it knows the request, but not whether its reader has sent or received it. */
export function OpenRequest({ id }: { readonly id: string }) {
  const text = useText();
  const { data, failure } = useQuery(`request:${id}`, async () => (await ask(Request, { id })).request);
  const role = data?.role;
  useEffect(() => {
    if (role !== undefined) go(to('requests', role === 'SENT' ? 'sent' : 'received', id), { replace: true });
  }, [role, id]);
  return (
    <>
      <Problem failure={failure} />
      {data === null ? <Empty>{text.requests.gone}</Empty> : failure === undefined && <Skeleton />}
    </>
  );
}
