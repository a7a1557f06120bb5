import { useEffect } from 'react';
import { cell } from '@/state/cell';

/** Whether the user stopped the page (button or `.`). */
export const paused = cell(false);

/** How many things hold the page still for a moment: a chart under the pointer, a selection of text. */
export const held = cell(0);

/** What came while the page stood still. */
export const waiting = cell(0);

/** Holds the page still until what is returned is called; a second call does nothing. */
export function hold(): () => void {
  let holding = true;
  held.set(held.get() + 1);
  return () => {
    if (!holding) return;
    holding = false;
    held.set(held.get() - 1);
  };
}

/** Whether nothing may change on screen now. */
export function isStill(): boolean {
  return paused.get() || held.get() > 0;
}

/** Selected text holds the page still: a number must not change while it is being copied. */
export function useHoldWhileSelecting() {
  useEffect(() => {
    let release: (() => void) | undefined;
    const selected = () => {
      const some = !(document.getSelection()?.isCollapsed ?? true);
      if (some && !release) release = hold();
      if (!some && release) {
        release();
        release = undefined;
      }
    };
    document.addEventListener('selectionchange', selected);
    return () => {
      document.removeEventListener('selectionchange', selected);
      release?.();
    };
  }, []);
}
