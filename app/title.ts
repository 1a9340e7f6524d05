import { useEffect } from 'preact/hooks';

import { useText } from './text/language.ts';

/** The titles of the list and of the detail that are on the screen. */
const shown = new Map<number, string>();

/**
 * Names the page in the browser's tab and history, and to screen readers.
 * @param level that of the page's heading; a detail next to a list names the page
 */
export function useTitle(title: string, level: number): void {
  const { app } = useText();
  useEffect(() => {
    const name = () => {
      document.title = [shown.get(2) ?? shown.get(1), app.title].filter(Boolean).join(' · ');
    };
    shown.set(level, title);
    name();
    return () => {
      shown.delete(level);
      name();
    };
  }, [title, level, app.title]);
}
