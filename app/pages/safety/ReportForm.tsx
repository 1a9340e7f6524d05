import * as limits from '../../../domain/limits.ts';
import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Feedback.tsx';
import { Select, TextArea } from '../../components/fields/Field.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { useFocus } from '../../components/frame/focus.ts';
import { ask } from '../../data/api/ask.ts';
import { Report, type ReportReason } from '../../data/api/operations.types.ts';
import { useAction } from '../../data/api/query.ts';
import { useDraft } from '../../data/session/drafts.ts';
import { useText } from '../../text/language.ts';

export type Subject = { readonly tripId: string } | { readonly requestId: string };

interface ReportFormProps {
  readonly person: string;
  readonly name: string;
  readonly subject: Subject;
  readonly onSent: () => void;
  readonly onClose: () => void;
}

const REASONS = ['SPAM', 'FRAUD', 'HARASSMENT', 'FORBIDDEN_GOODS', 'IMPERSONATION', 'OTHER'] as const;

/** Why a person is reported, and what happened. */
export function ReportForm({ person, name, subject, onSent, onClose }: ReportFormProps) {
  const { safety, common } = useText();
  const element = useFocus<HTMLElement>();
  const { content, change, clear } = useDraft<{ reason: ReportReason; words: string }>(`report:${person}`, {
    reason: 'SPAM',
    words: '',
  });
  const { run, busy, failure } = useAction(async () => {
    const words = content.words.trim();
    const input = { person, ...subject, reason: content.reason, ...(words === '' ? {} : { words }) };
    await ask(Report, { input });
    clear();
    onSent();
  });
  return (
    <section class="card stack" tabIndex={-1} ref={element}>
      <h3>{safety.report(name)}</h3>
      <p class="quiet">{safety.reportIntro}</p>
      <Form onSubmit={run} label={safety.report(name)}>
        <Select
          label={safety.reason}
          value={content.reason}
          options={REASONS.map((reason) => [reason, safety.reasons[reason]] as const)}
          onChange={(reason) => {
            change({ reason });
          }}
        />
        <TextArea
          label={`${safety.words} (${common.optional})`}
          maxLength={limits.wordsLength}
          value={content.words}
          onChange={(words) => {
            change({ words });
          }}
        />
        <Problem failure={failure} />
        <div class="line">
          <Button type="submit" busy={busy}>
            {safety.send}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {common.close}
          </Button>
        </div>
      </Form>
    </section>
  );
}
