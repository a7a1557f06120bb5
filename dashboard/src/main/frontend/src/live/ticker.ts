import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { token } from '@/api/token';
import { useCell } from '@/state/cell';
import { useView } from '@/time/view';
import { isStill, waiting } from './pause';
import { startStore } from './store';
import { connect } from './stream';

const EVERY_MS = { live: 10_000, '10s': 10_000, '30s': 30_000, '1m': 60_000, off: undefined } as const;

/** How often the page asks, in milliseconds; undefined if never by itself. */
export function useInterval(): number | undefined {
  return EVERY_MS[useView().refresh];
}

/**
 * Keeps the page up to date: asks every live question on screen again at each tick, and at once when the stream says that an
 * answer is old. Nothing is asked while the page stands still or nobody sees it; one question each makes up for it after.
 * Once in the page.
 */
export function useTicker() {
  const client = useQueryClient();
  const every = useInterval();
  const held = useCell(token);

  useEffect(() => {
    const ask = (first?: string) =>
      void client.refetchQueries({
        type: 'active',
        predicate: (query) =>
          query.meta?.live !== false &&
          (first === undefined || query.queryKey[0] === first || query.queryKey[0] === 'overview'),
      });
    if (every === undefined) return;
    let missedOne = false;
    const tick = () => {
      missedOne = isStill() || document.hidden;
      if (!missedOne) {
        waiting.set(0);
        ask();
      } else if (!document.hidden) {
        waiting.set(waiting.get() + 1);
      }
    };
    const timer = setInterval(tick, every);
    const visible = () => {
      if (!document.hidden && missedOne) tick();
    };
    document.addEventListener('visibilitychange', visible);
    const stopStore = startStore((what) => {
      if (what.has('everything')) ask();
      else for (const first of what) ask(first);
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', visible);
      stopStore();
    };
  }, [client, every]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another token is another connection
  useEffect(() => (every === undefined ? undefined : connect()), [every === undefined, held]);
}
