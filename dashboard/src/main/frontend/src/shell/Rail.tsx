import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { PAGES } from '@/pages';
import { useCell } from '@/state/cell';
import { prefer, preferences } from '@/state/preferences';
import { PageLink } from '@/ui/PageLink';

/** All pages, left; at the bottom of narrow screens. */
export function Rail() {
  const { railOpen } = useCell(preferences);
  const Toggle = railOpen ? PanelLeftClose : PanelLeftOpen;
  return (
    <nav aria-label="Pages" className="rail" data-open={railOpen}>
      <PageLink to="/" className="rail-brand" aria-label="Pitwall, to the overview">
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className="shrink-0 rounded-md">
          <rect width="24" height="24" fill="var(--accent)" />
          <path d="M5 17V9m4.7 8V5m4.6 12v-6M19 17V8" stroke="var(--badge)" strokeWidth="2.6" strokeLinecap="round" />
        </svg>
        <span className="rail-label text-section font-semibold">Pitwall</span>
      </PageLink>
      <ul className="rail-pages">
        {PAGES.filter((page) => page.icon).map((page) => {
          const Icon = page.icon!;
          return (
            <li key={page.path}>
              <PageLink to={page.path} className="rail-page" title={railOpen ? undefined : page.title}>
                <Icon size={18} aria-hidden className="shrink-0" />
                <span className="rail-label">{page.title}</span>
              </PageLink>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className="rail-page rail-toggle"
        aria-expanded={railOpen}
        title="Collapse or expand the list of pages"
        onClick={() => prefer({ railOpen: !railOpen })}
      >
        <Toggle size={18} aria-hidden className="shrink-0" />
        <span className="rail-label">{railOpen ? 'Collapse' : 'Expand'}</span>
      </button>
    </nav>
  );
}
