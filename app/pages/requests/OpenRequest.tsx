import { useEffect } from 'preact/hooks';

import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { useRequest } from '../../data/requests.ts';
import { go, to } from '../../router.ts';
import { useText } from '../../text/language.ts';

/** Where a push leads: it knows the request, but not whether its reader has sent or received it. */
export function OpenRequest({ id }: { readonly id: string }) {
  const text = useText();
  const { data, failure } = useRequest(id);
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
