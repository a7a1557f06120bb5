import * as v from 'valibot';
import { answer, api } from '@/api/client';
import { useAskRange } from '@/api/queries';
import { readParameter, type Search } from '@/time/view';
import { type CallRow, endpointRow, externalRow, queryRow } from './calls';

export const TABS = ['database', 'endpoints', 'external', 'browser'] as const;
export type TabId = (typeof TABS)[number];

export const CALL_SORTS = [
  'total_seconds',
  'count',
  'errors',
  'error_rate',
  'mean_ms',
  'p50_ms',
  'p95_ms',
  'p99_ms',
] as const;
export type CallSort = (typeof CALL_SORTS)[number];
export const VITALS = ['lcp', 'inp', 'cls', 'fcp', 'ttfb'] as const;
export type VitalId = (typeof VITALS)[number];
export type PageSort = 'views' | VitalId;

/** What stands in the URL of the page. */
export interface Choice {
  tab: TabId;
  sort: CallSort;
  pageSort: PageSort;
  order: 'asc' | 'desc';
  id: string | undefined;
  notices: string[];
}

export function readChoice(search: Search): Choice {
  const notices: string[] = [];
  const tab = readParameter(search, 'tab', v.picklist(TABS), 'database', TABS.join(', '), notices);
  const sorts = tab === 'browser' ? (['views', ...VITALS] as const) : CALL_SORTS;
  const sort = readParameter<string>(search, 'sort', v.picklist(sorts), sorts[0], sorts.join(', '), notices);
  return {
    tab,
    sort: tab === 'browser' ? 'total_seconds' : (sort as CallSort),
    pageSort: tab === 'browser' ? (sort as PageSort) : 'views',
    order: readParameter(search, 'order', v.picklist(['asc', 'desc']), 'desc', 'asc or desc', notices),
    id: readParameter(
      search,
      'id',
      v.pipe(v.string(), v.maxLength(3_000)),
      undefined,
      'at most 3,000 characters',
      notices,
    ),
    notices,
  };
}

/** Rows asked for; beyond them the filter leads further than scrolling. */
const MOST = 500;

/** The operations of a tab, sorted by the server. */
export function useCalls(tab: Exclude<TabId, 'browser'>, sort: CallSort, order: 'asc' | 'desc', q: string | undefined) {
  return useAskRange(['services', tab, sort, order, q], async (range, signal) => {
    const query = { ...range, sort, order, limit: MOST, ...(q ? { q } : {}) };
    return { tab, ...(await rows(tab, query, signal)) };
  });
}

async function rows(
  tab: Exclude<TabId, 'browser'>,
  query: { sort: CallSort; order: 'asc' | 'desc'; limit: number },
  signal: AbortSignal,
): Promise<{ rows: CallRow[]; total: number }> {
  const params = { query };
  switch (tab) {
    case 'database': {
      const { queries, total } = await answer(api.GET('/api/performance/database/queries', { params, signal }));
      return { rows: queries.map(queryRow), total };
    }
    case 'endpoints': {
      const { endpoints, total } = await answer(api.GET('/api/performance/endpoints', { params, signal }));
      return { rows: endpoints.map(endpointRow), total };
    }
    case 'external': {
      const { external, total } = await answer(api.GET('/api/performance/external', { params, signal }));
      return { rows: external.map(externalRow), total };
    }
  }
}

/** Pages as browsers saw them. */
export function usePages(sort: PageSort, order: 'asc' | 'desc', q: string | undefined) {
  return useAskRange(['services', 'browser', sort, order, q], (range, signal) =>
    answer(
      api.GET('/api/performance/frontend', {
        params: { query: { ...range, sort, order, limit: MOST, ...(q ? { q } : {}) } },
        signal,
      }),
    ),
  );
}

/**
 * A metric over time, series by series; the server answers 50 at most.
 *
 * @param tags which series
 */
export function useEach(
  metric: string,
  tags: Record<string, string>,
  maxPoints: number,
  options: { live?: boolean; enabled?: boolean } = {},
) {
  const wanted = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
  return useAskRange(
    ['series', metric, 'each', wanted, maxPoints],
    (range, signal) =>
      answer(
        api.GET('/api/performance/series', {
          params: {
            query: {
              metric,
              agg: 'each',
              max_points: maxPoints,
              ...range,
              ...(wanted.length > 0 ? { tags: wanted } : {}),
            },
          },
          signal,
        }),
      ),
    options,
  );
}
