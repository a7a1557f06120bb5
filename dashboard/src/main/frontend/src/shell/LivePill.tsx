import { useQueryClient } from '@tanstack/react-query';
import { CirclePause, Radio, RefreshCw, TimerOff, Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { duration } from '@/format/number';
import { connection } from '@/live/connection';
import { held, paused, waiting } from '@/live/pause';
import { streamState } from '@/live/stream';
import { useInterval } from '@/live/ticker';
import { useCell } from '@/state/cell';

/** After so many ticks without news, what is shown is called stale. */
const MISSED_TICKS = 3;

/** How fresh the page is; a click stops it and lets it go on. */
export function LivePill() {
  const every = useInterval();
  const { heardAt, failingSince } = useCell(connection);
  const stopped = useCell(paused);
  const still = useCell(held) > 0;
  const came = useCell(waiting);
  const stream = useCell(streamState);
  const now = useSeconds();
  const toggle = useTogglePause();

  const age = now - heardAt;
  const news = came > 0 ? ` +${came} new` : '';
  const look = (() => {
    if (stopped) return { Icon: CirclePause, text: `Paused${news}`, tone: 'text-warning' };
    if (every === undefined) return { Icon: TimerOff, text: 'Not refreshed', tone: 'text-muted' };
    if (failingSince !== undefined) {
      const left = Math.max(1, Math.ceil((every - ((now - failingSince) % every)) / 1_000));
      return { Icon: Unplug, text: `Offline, retry in ${left} s`, tone: 'text-critical' };
    }
    if (heardAt > 0 && age > every * MISSED_TICKS)
      return { Icon: TimerOff, text: `Stale ${duration(Math.round(age / 1_000) * 1_000)}`, tone: 'text-warning' };
    if (still) return { Icon: CirclePause, text: `Held${news}`, tone: 'text-muted' };
    if (stream === 'live') return { Icon: Radio, text: `Live ${every / 1_000} s`, tone: 'text-ok' };
    if (stream === 'polling') return { Icon: RefreshCw, text: `Polling ${every / 1_000} s`, tone: 'text-muted' };
    return { Icon: RefreshCw, text: 'Connecting', tone: 'text-muted' };
  })();

  return (
    <button
      type="button"
      className={`button button-normal ${look.tone}`}
      aria-pressed={stopped}
      aria-label={`${look.text}. ${stopped ? 'Go on' : 'Pause'}`}
      title={stopped ? 'Go on (.)' : 'Pause (.)'}
      data-live={look.text.split(/[ ,]/)[0]?.toLowerCase()}
      onClick={toggle}
    >
      <look.Icon size={14} aria-hidden />
      {look.text}
    </button>
  );
}

/** Stops the page and lets it go on; then it catches up at once. */
export function useTogglePause() {
  const client = useQueryClient();
  return () => {
    paused.set(!paused.get());
    if (!paused.get()) {
      waiting.set(0);
      void client.refetchQueries({ type: 'active', predicate: (query) => query.meta?.live !== false });
    }
  };
}

function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNow(Date.now());
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
