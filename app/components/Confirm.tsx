import { useState } from 'preact/hooks';

import type { Failure } from '../data/api/failure.ts';
import { Button } from './Button.tsx';
import { Problem } from './Feedback.tsx';
import { useFocus } from './frame/focus.ts';

export interface QuestionProps {
  /** What the button does, such as "Block Jonas". */
  readonly label: string;
  /** What happens, asked before it does. */
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly onYes: () => void;
}

interface ConfirmProps extends QuestionProps {
  readonly kind?: 'quiet' | 'plain';
}

/** A button that asks before it acts. A failure is shown next to the question. */
export function Confirm({ kind = 'quiet', ...question }: ConfirmProps) {
  /** Null: not asked yet, so that the page's first focus is not taken. */
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const change = () => {
    setOpen(isOpen !== true);
  };
  if (isOpen === true) return <Question {...question} onNo={change} />;
  return (
    <Button kind={kind} onClick={change} takesFocus={isOpen === false}>
      {question.label}
    </Button>
  );
}

/** A question with its two answers, in the place of the button that asked it. It takes the focus. */
export function Question({
  label,
  question,
  yes,
  no,
  busy,
  failure,
  onYes,
  onNo,
}: QuestionProps & { readonly onNo: () => void }) {
  const element = useFocus<HTMLDivElement>();
  return (
    <div class="inset stack full" role="group" aria-label={label} tabIndex={-1} ref={element}>
      <p>{question}</p>
      <Problem failure={failure} />
      <div class="line">
        <Button kind="danger" busy={busy} onClick={onYes}>
          {yes}
        </Button>
        <Button kind="quiet" onClick={onNo}>
          {no}
        </Button>
      </div>
    </div>
  );
}
