import type { RefObject } from 'react';
import type { Page } from '@/pages';
import { useChangeSearch, useView } from '@/time/view';
import { useTyped } from '@/ui/useTyped';

/**
 * Narrows what the page shows, by type of agent and by text. Offers what the page's questions understand, so that no number on
 * screen is of more than the filter says.
 */
export function ScopeFilter({ page, field }: { page: Page | undefined; field: RefObject<HTMLInputElement | null> }) {
  const view = useView();
  const change = useChangeSearch();
  const scope = page?.scope ?? [];
  if (scope.length === 0) return null;
  return (
    <search className="flex min-w-0 flex-1 gap-2 sm:flex-none">
      {scope.includes('team') ? (
        <Filter
          label="Team, the type of agents"
          value={view.team ?? ''}
          onChange={(team) => change({ team: team || undefined }, { replace: true })}
        />
      ) : null}
      {scope.includes('q') ? (
        <Filter
          label="Filter"
          field={field}
          value={view.q ?? ''}
          onChange={(q) => change({ q: q || undefined }, { replace: true })}
        />
      ) : null}
    </search>
  );
}

function Filter({
  label,
  value,
  onChange,
  field,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  field?: RefObject<HTMLInputElement | null>;
}) {
  const [typed, setTyped] = useTyped(value, onChange);
  return (
    <input
      ref={field}
      type="search"
      className="field w-full sm:w-40"
      aria-label={label}
      placeholder={field ? 'Filter  /' : 'All teams'}
      maxLength={500}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
