import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 640px)');

function follow(listener: () => void) {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** Whether the screen is a phone's: tables show fewer columns then. */
export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches);
}
