import { useEffect, useRef } from 'react';
import { preferences } from '@/state/preferences';

/** What a key does. `g o` is two keys, one after the other. */
export interface Key {
  keys: string;
  does: string;
  run: () => void;
}

/** Two keys count as one shortcut within this time. */
const SEQUENCE_MS = 1_200;

/** Whether a key that is pressed there is text. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/**
 * Listens to keys. Single keys are silent while one types, in dialogs, and when the user switched them off (WCAG 2.1.4);
 * those with Ctrl always work.
 */
export function useKeys(keys: readonly Key[]) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let first = '';
    let firstAt = 0;
    const pressed = (event: KeyboardEvent) => {
      if (event.altKey || event.defaultPrevented) return;
      const combined = event.ctrlKey || event.metaKey;
      const name = combined ? `Ctrl ${event.key.toUpperCase()}` : event.key;
      if (
        !combined &&
        (isTyping(event.target) || !preferences.get().shortcuts || document.querySelector('dialog[open]'))
      )
        return;
      const sequence = event.timeStamp - firstAt < SEQUENCE_MS ? `${first} ${name}` : '';
      const found =
        latest.current.find((key) => key.keys === sequence) ?? latest.current.find((key) => key.keys === name);
      if (found) {
        event.preventDefault();
        first = '';
        found.run();
      } else {
        first = name;
        firstAt = event.timeStamp;
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}
