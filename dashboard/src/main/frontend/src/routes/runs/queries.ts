import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api } from '@/api/client';
import { useAskRange } from '@/api/queries';
import { rangeQuery } from '@/time/range';
import { useView } from '@/time/view';
import { onlyOnce } from './rows';
import { type RunsSearch, runsQuery } from './search';

const PAGE = 100;

/** Pages at most: who looks for more narrows the filter. */
const MOST_PAGES = 20;

/** With more pages than this the list stands still until it is refreshed: asking for all at each tick would be a load. */
const LIVE_PAGES = 3;

/** All workflows of the range, as many as one can look over. */
export function useWorkflows() {
  return useAskRange(['workflows'], (range, signal) =>
    answer(api.GET('/api/performance/workflows', { params: { query: { ...range, limit: 100 } }, signal })),
  );
}

/** Runs page by page. */
export function useRuns(asked: RunsSearch) {
  const { range } = useView();
  const filter = runsQuery(asked);
  const [still, setStill] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['runs', filter, range],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/performance/runs', {
          params: {
            query: { ...filter, ...rangeQuery(range), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last, pages) => (pages.length < MOST_PAGES ? (last.next_cursor ?? undefined) : undefined),
    placeholderData: keepPreviousData,
    meta: { live: !still },
    select: (data) => ({
      runs: onlyOnce(data.pages.map((page) => page.runs)),
      total: data.pages[0]?.total ?? 0,
      running: data.pages[0]?.running ?? 0,
      pages: data.pages.length,
    }),
  });
  const many = (query.data?.pages ?? 0) > LIVE_PAGES;
  useEffect(() => setStill(many), [many]);
  return { query, still };
}
