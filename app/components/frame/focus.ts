import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** For an element that replaces the button which was pressed: it takes the focus, so a keyboard stays at that place. */
export function useFocus<Focused extends HTMLElement>(): RefObject<Focused | null> {
  const element = useRef<Focused>(null);
  useEffect(() => {
    element.current?.focus();
  }, []);
  return element;
}
