import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import * as v from 'valibot';
import { isZone, type Zone } from '@/format/time';
import { useCell } from '@/state/cell';
import { preferences } from '@/state/preferences';
import { now } from './clock';
import { between, LASTS, type Range, rangeSearch } from './range';

/** What the URL of every page says beside what is the page's own. Values are texts, as they stand in the URL. */
export type Search = Record<string, string | undefined>;

export const REFRESHES = ['live', '10s', '30s', '1m', 'off'] as const;
export type Refresh = (typeof REFRESHES)[number];

/** How a page is looked at. */
export interface View {
  range: Range;
  zone: Zone;
  refresh: Refresh;
  team: string | undefined;
  model: string | undefined;
  q: string | undefined;
  /** What was wrong in the URL and what was taken instead, for people. */
  notices: string[];
}

const Instant = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number), v.minValue(0), v.maxValue(8.64e15));
const Text = v.pipe(v.string(), v.maxLength(500));

/** One value of the URL, or what to take instead, with a notice. Also for pages' own parameters. */
export function readParameter<T>(
  search: Search,
  name: string,
  schema: v.GenericSchema<string, T>,
  otherwise: T,
  expected: string,
  notices: string[],
): T {
  const given = search[name];
  if (given === undefined || given === '') return otherwise;
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  notices.push(`${name}: expected ${expected}, got “${given.slice(0, 40)}”; it is left out`);
  return otherwise;
}

/** Reads what every page shares. Never fails: what makes no sense is left out and told. */
export function readView(search: Search, preferredZone: Zone, at: number): View {
  const notices: string[] = [];
  const last = readParameter(search, 'range', v.picklist(LASTS), undefined, LASTS.join(', '), notices);
  const from = readParameter(search, 'from', Instant, undefined, 'milliseconds since 1970', notices);
  const to = readParameter(search, 'to', Instant, undefined, 'milliseconds since 1970', notices);
  if (last !== undefined && (from !== undefined || to !== undefined)) {
    notices.push('range, from, to: expected a range or its ends, got both; the ends count');
  }
  let range: Range = { kind: 'last', last: last ?? '1h' };
  if (from !== undefined) {
    range = between(from, to ?? at, at);
    if (range.kind === 'between' && (range.from !== from || range.to !== (to ?? at))) {
      notices.push('from, to: expected a past stretch of at least a minute; the nearest one is shown');
    }
  } else if (to !== undefined) {
    notices.push('to: expected from beside it; it is left out');
  }
  const refresh = readParameter(search, 'refresh', v.picklist(REFRESHES), undefined, REFRESHES.join(', '), notices);
  const Zoned = v.pipe(v.string(), v.maxLength(60), v.check(isZone));
  return {
    range,
    zone: readParameter(search, 'tz', Zoned, preferredZone, 'local, utc or a zone such as Europe/Berlin', notices),
    refresh: refresh ?? (range.kind === 'last' ? '10s' : 'off'),
    team: readParameter(search, 'team', Text, undefined, 'at most 500 characters', notices),
    model: readParameter(search, 'model', Text, undefined, 'at most 500 characters', notices),
    q: readParameter(search, 'q', Text, undefined, 'at most 500 characters', notices),
    notices,
  };
}

/** All parameters of the URL as they are. */
export function useRawSearch(): Search {
  return useSearch({ strict: false }) as Search;
}

/** How the page is looked at; the same object until the URL changes. */
export function useView(): View {
  const search = useRawSearch();
  const { zone } = useCell(preferences);
  return useMemo(() => readView(search, zone, now()), [search, zone]);
}

/** Changes parameters of the URL; undefined removes one. `replace` where going back should not lead through each step. */
export function useChangeSearch() {
  const navigate = useNavigate();
  return useCallback(
    (change: Search, options: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: (before: Search) => ({ ...before, ...change }),
        replace: options.replace ?? false,
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
}

/** Looks at another stretch of time. */
export function useSetRange() {
  const change = useChangeSearch();
  return useCallback((range: Range, options?: { replace?: boolean }) => change(rangeSearch(range), options), [change]);
}
