import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { signInAsked } from '@/api/token';
import { useHoldWhileSelecting } from '@/live/pause';
import { useTicker } from '@/live/ticker';
import { PAGES } from '@/pages';
import { useCell } from '@/state/cell';
import { now } from '@/time/clock';
import { shift, zoom } from '@/time/range';
import { useSetRange, useView } from '@/time/view';
import { announcement } from '@/ui/announce';
import { Boundary } from '@/ui/Panel';
import { Header, useShownPage } from './Header';
import { Help } from './Help';
import { type Key, useKeys } from './keys';
import { useTogglePause } from './LivePill';
import { Notices } from './Notices';
import { Rail } from './Rail';
import { SignIn } from './SignIn';
import { useGo } from './useGo';

const Palette = lazy(() => import('./Palette'));

/** What is round every page: rail, header, keys, palette, live regions. */
export function Shell() {
  const [open, setOpen] = useState<'help' | 'palette' | undefined>(undefined);
  const askToken = useCell(signInAsked);
  const range = useRef<HTMLButtonElement>(null);
  const filter = useRef<HTMLInputElement>(null);
  const handles = useMemo(() => ({ range, filter }), []);
  const keys = useShellKeys({
    help: () => setOpen('help'),
    palette: () => setOpen('palette'),
    range: () => range.current?.click(),
    filter: () => filter.current?.focus(),
  });
  useKeys(keys);
  useTicker();
  useHoldWhileSelecting();
  useTitle();

  return (
    <div className="shell">
      <button type="button" className="skip-link" onClick={() => document.getElementById('main')?.focus()}>
        To the content
      </button>
      <Rail />
      <div className="shell-page">
        <Header handles={handles} onHelp={() => setOpen('help')} onPalette={() => setOpen('palette')} />
        <Notices />
        <main id="main" tabIndex={-1} className="shell-main">
          <Boundary>
            <Suspense>
              <Outlet />
            </Suspense>
          </Boundary>
        </main>
      </div>
      {open === 'help' ? <Help keys={keys} onClose={() => setOpen(undefined)} /> : null}
      {open === 'palette' ? (
        <Suspense>
          <Palette keys={keys} onClose={() => setOpen(undefined)} />
        </Suspense>
      ) : null}
      {askToken ? <SignIn /> : null}
      <Announcer />
    </div>
  );
}

function useShellKeys(opens: { help: () => void; palette: () => void; range: () => void; filter: () => void }): Key[] {
  const go = useGo();
  const view = useView();
  const setRange = useSetRange();
  const toggle = useTogglePause();
  const client = useQueryClient();
  const pages = PAGES.filter((page) => page.key);
  return [
    { keys: 'Ctrl K', does: 'Search and go to', run: opens.palette },
    ...pages.map((page) => ({ keys: `g ${page.key}`, does: page.title, run: () => go(page.path) })),
    { keys: '/', does: 'Filter', run: opens.filter },
    { keys: 't', does: 'Time range', run: opens.range },
    { keys: '[', does: 'Earlier', run: () => setRange(shift(view.range, -1, now())) },
    { keys: ']', does: 'Later', run: () => setRange(shift(view.range, 1, now())) },
    {
      keys: '-',
      does: 'Longer stretch of time',
      run: () => setRange(zoom(view.range, 'out', now()), { replace: true }),
    },
    {
      keys: '=',
      does: 'Shorter stretch of time',
      run: () => setRange(zoom(view.range, 'in', now()), { replace: true }),
    },
    { keys: '.', does: 'Pause and go on', run: toggle },
    { keys: 'r', does: 'Refresh', run: () => void client.refetchQueries({ type: 'active' }) },
    { keys: '?', does: 'These keys', run: opens.help },
  ];
}

function useTitle() {
  const { page, id } = useShownPage();
  useEffect(() => {
    document.title = page ? `${id ?? page.title} · Pitwall` : 'Pitwall';
  }, [page, id]);
}

/** What parts of the page say to who cannot see it. */
function Announcer() {
  const text = useCell(announcement);
  const [said, setSaid] = useState('');
  useEffect(() => {
    // Held keys would make it stammer.
    const timer = setTimeout(() => setSaid(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
