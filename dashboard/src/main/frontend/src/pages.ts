import {
  Activity,
  Bell,
  Gauge,
  GitCompareArrows,
  Grid3x3,
  Lightbulb,
  ListTree,
  type LucideIcon,
  Network,
  Settings,
} from 'lucide-react';
import type { ComponentType } from 'react';

/** One page. Its file in `routes/` is loaded when it is first opened. */
export interface Page {
  /** Path with its parameters, below where the dashboard lives. */
  path: string;
  title: string;
  load: () => Promise<{ default: ComponentType }>;
  /** The page above, for the breadcrumb. */
  parent?: string;
  /** In the rail, in this order; a page without an icon is reached from others. */
  icon?: LucideIcon;
  /** The key after `g` that opens it. */
  key?: string;
  /** Which parts of the scope filter its questions understand; the header offers no others. */
  scope?: readonly ('team' | 'q')[];
}

/** All pages. A new one is one line here and one file in `routes/`. */
export const PAGES: readonly Page[] = [
  { path: '/', title: 'Overview', icon: Gauge, key: 'o', load: () => import('./routes/overview') },
  {
    path: '/fleet',
    title: 'Fleet',
    icon: Grid3x3,
    key: 'f',
    scope: ['team', 'q'],
    load: () => import('./routes/fleet'),
  },
  { path: '/agents/$id', title: 'Agent', parent: '/fleet', load: () => import('./routes/agent') },
  { path: '/runs', title: 'Runs', icon: ListTree, key: 'r', scope: ['q'], load: () => import('./routes/runs') },
  { path: '/runs/$id', title: 'Run', parent: '/runs', load: () => import('./routes/run') },
  { path: '/compare', title: 'Compare', icon: GitCompareArrows, key: 'c', load: () => import('./routes/compare') },
  { path: '/bottlenecks', title: 'Bottlenecks', icon: Activity, key: 'b', load: () => import('./routes/bottlenecks') },
  {
    path: '/optimize',
    title: 'Optimization',
    icon: Lightbulb,
    key: 'p',
    scope: ['q'],
    load: () => import('./routes/optimize'),
  },
  {
    path: '/optimize/$id',
    title: 'Recommendation',
    parent: '/optimize',
    load: () => import('./routes/recommendation'),
  },
  { path: '/alerts', title: 'Alerts', icon: Bell, key: 'a', load: () => import('./routes/alerts') },
  { path: '/alerts/$id', title: 'Alert', parent: '/alerts', load: () => import('./routes/alert') },
  { path: '/alerts/rules/$id', title: 'Rule', parent: '/alerts', load: () => import('./routes/rule') },
  {
    path: '/services',
    title: 'Services',
    icon: Network,
    key: 's',
    scope: ['q'],
    load: () => import('./routes/services'),
  },
  { path: '/settings', title: 'Settings', icon: Settings, key: ',', load: () => import('./routes/settings') },
  { path: '/welcome', title: 'First steps', load: () => import('./routes/welcome') },
];

/** Shown to tests and developers only: every panel state at once. */
export const STATES_PAGE: Page = { path: '/__states', title: 'States', load: () => import('./routes/states') };

/** The page of a route's path. */
export function pageOf(path: string): Page | undefined {
  return [...PAGES, STATES_PAGE].find((page) => page.path === path);
}
