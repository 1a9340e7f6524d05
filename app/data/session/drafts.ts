import { useState } from 'preact/hooks';

import { person } from './session.ts';
import { recall, store } from './storage.ts';

/**
 * A form's content, kept through errors, reloads and expired tokens until `clear`.
 * @param name tells the form from others, with the id of what it is about
 */
export function useDraft<Content extends object>(name: string, first: Content) {
  // A draft belongs to its person: after an expired sign-in, somebody else may come.
  const key = `draft:${person.get()?.id ?? ''}:${name}`;
  const [content, setContent] = useState<Content>(() => ({
    ...first,
    ...(recall(key) as Partial<Content> | undefined),
  }));
  const change = (part: Partial<Content>): void => {
    const next = { ...content, ...part };
    setContent(next);
    store(key, next);
  };
  const clear = (): void => {
    store(key, undefined);
  };
  return { content, change, clear };
}
