import { Link, type LinkProps } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';
import type { Search } from '@/time/view';

/** What a link to another page keeps of the URL: the stretch of time and the scope, not what belongs to the page. */
const KEPT = ['range', 'from', 'to', 'tz', 'refresh', 'team', 'model', 'q'];

interface PageLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** Path as in `pages.ts`: `/agents/$id`. */
  to: string;
  params?: Record<string, string>;
  /** Parameters of the page it leads to. */
  search?: Search;
}

/** A link to a page of the dashboard. Takes range and scope along. */
export function PageLink({ to, params, search, ...rest }: PageLinkProps) {
  const link = {
    to,
    params: params ?? {},
    search: (before: Search) => ({ ...keptSearch(before), ...search }),
    activeOptions: { exact: to === '/', includeSearch: false },
  } as unknown as LinkProps;
  return <Link {...link} {...rest} />;
}

/** The part of the URL's parameters that goes along to another page. */
export function keptSearch(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([name]) => KEPT.includes(name)));
}
