import { useQueryClient } from '@tanstack/react-query';
import { useMatches } from '@tanstack/react-router';
import { CircleHelp, Link2, Moon, RotateCw, Search as SearchIcon, Sun } from 'lucide-react';
import type { RefObject } from 'react';
import { type Page, pageOf } from '@/pages';
import { useCell } from '@/state/cell';
import { prefer, theme } from '@/state/preferences';
import { now } from '@/time/clock';
import { bounds, rangeSearch } from '@/time/range';
import { useView } from '@/time/view';
import { announce } from '@/ui/announce';
import { Button } from '@/ui/Button';
import { Menu, MenuItem } from '@/ui/Menu';
import { PageLink } from '@/ui/PageLink';
import { LivePill } from './LivePill';
import { RangeMenu } from './RangeMenu';
import { ScopeFilter } from './ScopeFilter';

export interface HeaderHandles {
  range: RefObject<HTMLButtonElement | null>;
  filter: RefObject<HTMLInputElement | null>;
}

/** The page that is shown, and its parameter if it has one: the id of an agent or a run. */
export function useShownPage(): { page: Page | undefined; id: string | undefined } {
  const match = useMatches().at(-1);
  return { page: pageOf(match?.fullPath ?? ''), id: (match?.params as { id?: string } | undefined)?.id };
}

export function Header({
  handles,
  onHelp,
  onPalette,
}: {
  handles: HeaderHandles;
  onHelp: () => void;
  onPalette: () => void;
}) {
  const { page, id } = useShownPage();
  const shade = useCell(theme);
  const client = useQueryClient();
  return (
    <header className="header">
      <Breadcrumb page={page} id={id} />
      <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-2">
        <ScopeFilter page={page} field={handles.filter} />
        <RangeMenu opener={handles.range} />
        <LivePill />
        <div className="flex">
          <Button
            look="plain"
            aria-label="Refresh"
            title="Refresh (r)"
            onClick={() => void client.refetchQueries({ type: 'active' })}
          >
            <RotateCw size={16} aria-hidden />
          </Button>
          <CopyLink />
          <Button look="plain" aria-label="Search and go to" title="Search and go to (Ctrl K)" onClick={onPalette}>
            <SearchIcon size={16} aria-hidden />
          </Button>
          <Button look="plain" aria-label="Help and keys" title="Help and keys (?)" onClick={onHelp}>
            <CircleHelp size={16} aria-hidden />
          </Button>
          <Button
            look="plain"
            aria-label={shade === 'dark' ? 'Light theme' : 'Dark theme'}
            title={shade === 'dark' ? 'Light theme' : 'Dark theme'}
            onClick={() => prefer({ theme: shade === 'dark' ? 'light' : 'dark' })}
          >
            {shade === 'dark' ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />}
          </Button>
        </div>
      </div>
    </header>
  );
}

function Breadcrumb({ page, id }: { page: Page | undefined; id: string | undefined }) {
  const parent = page?.parent ? pageOf(page.parent) : undefined;
  return (
    <nav aria-label="Where you are" className="flex min-w-0 items-center gap-2">
      {parent ? (
        <>
          <PageLink to={parent.path} className="shrink-0">
            {parent.title}
          </PageLink>
          <span aria-hidden className="text-muted">
            /
          </span>
        </>
      ) : null}
      <h1 className="truncate text-section" title={id}>
        {page ? (id ?? page.title) : 'No such page'}
      </h1>
    </nav>
  );
}

/** A link that keeps meaning "the last hour", or one that will show just this hour for ever. */
function CopyLink() {
  const { range } = useView();
  const copy = (frozen: boolean) => {
    const url = new URL(location.href);
    if (frozen) {
      const ends = rangeSearch({ kind: 'between', ...bounds(range, now()) });
      url.searchParams.delete('range');
      url.searchParams.set('from', ends.from!);
      url.searchParams.set('to', ends.to!);
    }
    navigator.clipboard.writeText(url.href).then(
      () => announce('Link copied'),
      () => announce('The browser does not allow copying; the link is in its address bar'),
    );
  };
  return (
    <Menu label="Copy link" trigger={<Link2 size={16} aria-hidden />}>
      {(close) => (
        <>
          <MenuItem
            onChoose={() => {
              copy(false);
              close();
            }}
          >
            Copy link
          </MenuItem>
          <MenuItem
            onChoose={() => {
              copy(true);
              close();
            }}
          >
            Copy frozen link, to this very time
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
