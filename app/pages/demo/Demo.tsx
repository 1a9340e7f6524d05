import { useEffect, useState } from 'preact/hooks';

import { Icon } from '../../components/Icon.tsx';
import type { Outputs } from '../../data/api/outputs.ts';
import { onMilestone } from '../../data/phone.ts';
import { useText } from '../../text/language.ts';
import { Phone } from './Phone.tsx';

const STEPS = ['searched', 'asked', 'arrived', 'accepted', 'contacts'] as const;
type Step = (typeof STEPS)[number];

/** Whose phone a step happens on; the contacts open on both. */
const WHERE: Readonly<Record<Step, readonly string[]>> = {
  searched: ['jonas'],
  asked: ['jonas'],
  arrived: ['amira'],
  accepted: ['amira'],
  contacts: ['jonas', 'amira'],
};

/** Two phones side by side, each with a person of the sample, and steps that tick themselves. */
export function Demo({ outputs }: { readonly outputs: Outputs }) {
  const { demo } = useText();
  const people = (outputs.custom?.local?.people ?? []).slice(0, 2);
  const [reached, setReached] = useState<readonly string[]>([]);
  useEffect(
    () =>
      onMilestone((phone, milestone) => {
        setReached((before) => [...before, `${phone}:${milestone}`]);
      }),
    [],
  );
  const isDone = (step: Step) => WHERE[step].every((phone) => reached.includes(`${phone}:${step}`));
  return (
    <main class="demo" id="content">
      <header>
        <h1>{demo.title}</h1>
        <p class="lead">{people.length < 2 ? demo.none : demo.text}</p>
      </header>
      <div class="phones">
        {people.map(({ name }) => (
          <Phone key={name} name={name} />
        ))}
      </div>
      <section class="demo-steps" aria-label={demo.stepsTitle}>
        <h2>{demo.stepsTitle}</h2>
        <ol>
          {STEPS.map((step) => (
            <li key={step} class={isDone(step) ? 'ticked' : ''}>
              <span class="tick">{isDone(step) && <Icon name="check" />}</span>
              <span>{demo.steps[step]}</span>
              {isDone(step) && <span class="hidden">({demo.done})</span>}
            </li>
          ))}
        </ol>
      </section>
    </main>
  );
}
