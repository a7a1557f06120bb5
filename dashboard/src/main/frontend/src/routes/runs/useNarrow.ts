import { useSyncExternalStore } from 'react';

const NARROW = matchMedia('(max-width: 640px)');

function subscribe(listener: () => void) {
  NARROW.addEventListener('change', listener);
  return () => NARROW.removeEventListener('change', listener);
}

/** Whether there is room for two columns only, as on a phone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => NARROW.matches);
}
