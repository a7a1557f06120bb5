import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { home } from './api/client';
import { PAGES, STATES_PAGE } from './pages';
import { NotFound } from './shell/NotFound';
import { Shell } from './shell/Shell';
import type { Search } from './time/view';

declare global {
  interface Window {
    /** Set by the browser tests before the page loads. */
    __PITWALL_E2E__?: boolean;
  }
}

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  // Parameters are texts here; `time/view.ts` and the pages read them and tell what makes no sense.
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
});

const pages = import.meta.env.DEV || window.__PITWALL_E2E__ ? [...PAGES, STATES_PAGE] : PAGES;

const routes = pages.map((page) =>
  createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(page.load) }),
);

/** `?a=1&a=2` is a=2: the last one counts, as a link that was added to means it. */
function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: home.pathname,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
