import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Schema } from '@/api/client';
import { count } from '@/format/number';
import { useGo } from '@/shell/useGo';
import { useChangeSearch, useView } from '@/time/view';
import { Button } from '@/ui/Button';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { type Empty, panelState } from '@/ui/panelState';
import { type Sort, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import { runColumns } from './columns';
import { useRuns } from './queries';
import { held, isTraceId, mentions, type Run } from './rows';
import type { RunSort, RunsSearch } from './search';

type Listed = { runs: Run[]; total: number; running: number; pages: number };

/** Runs, page by page, followed while they go on. */
export function RunList({ asked, workflows }: { asked: RunsSearch; workflows: readonly Schema<'Workflow'>[] }) {
  const { q } = useView();
  const { query, still } = useRuns(asked);
  const state = panelState(query as unknown as UseQueryResult<Listed, Error>, {
    empty: (listed) => (listed.runs.length === 0 ? nothing(asked) : undefined),
    partial: (listed) =>
      `${count(listed.runs.length)} of ${count(listed.total)}${still ? ', not refreshed by itself' : ''}`,
  });
  return (
    <Panel title="Runs" state={state} height={400} flush>
      {(listed) => (
        <>
          <Rows listed={listed} q={q} asked={asked} workflows={workflows} />
          <div className="flex flex-wrap items-center gap-3 px-3 py-2">
            {query.hasNextPage ? (
              <Button onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
                {query.isFetchingNextPage ? 'Loading…' : 'Show 100 more'}
              </Button>
            ) : listed.runs.length < listed.total ? (
              <span className="text-muted">
                These are the first {count(listed.runs.length)}; narrow the filter to see others.
              </span>
            ) : (
              <span className="text-muted">These are all.</span>
            )}
            <span className="text-caption text-muted">
              The strip is the duration against the longest shown; its mark is the median of the workflow.
            </span>
          </div>
        </>
      )}
    </Panel>
  );
}

function nothing(asked: RunsSearch): Empty {
  if (asked.status === 'error') return { kind: 'good', text: 'No run failed in this stretch of time.' };
  if (asked.status === 'running') return { kind: 'good', text: 'Nothing is running.' };
  return {
    kind: 'unknown',
    text: 'No run is like that in this stretch of time. Clear the filter or choose a longer one.',
  };
}

const SORT_OF: Record<RunSort, Sort> = {
  newest: { column: 'started', descending: true },
  oldest: { column: 'started', descending: false },
  slowest: { column: 'duration', descending: true },
  dearest: { column: 'cost', descending: true },
};

function sortOf({ column, descending }: Sort): RunSort {
  if (column === 'duration') return 'slowest';
  if (column === 'cost') return 'dearest';
  return descending ? 'newest' : 'oldest';
}

function Rows({
  listed,
  q,
  asked,
  workflows,
}: {
  listed: Listed;
  q: string | undefined;
  asked: RunsSearch;
  workflows: readonly Schema<'Workflow'>[];
}) {
  const go = useGo();
  const change = useChangeSearch();
  const narrow = useNarrow();
  const [holding, setHolding] = useState(false);
  const { rows, waiting, show } = useHeld(listed.runs, holding, JSON.stringify([asked, listed.pages]));
  const matching = useMemo(() => rows.filter((run) => mentions(run, q)), [rows, q]);
  const longest = matching.reduce((most, run) => Math.max(most, run.duration_ms), 0);
  const columns = useMemo(() => runColumns(longest, workflows, narrow), [longest, workflows, narrow]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only whether the pointer is here counts
    <div
      onPointerEnter={() => setHolding(true)}
      onPointerLeave={() => setHolding(false)}
      onFocus={() => setHolding(true)}
      onBlur={(event) => setHolding(event.currentTarget.contains(event.relatedTarget))}
    >
      {waiting > 0 ? (
        <button type="button" className="w-full border-b border-divider bg-raised py-1 text-accent" onClick={show}>
          {count(waiting)} new – show
        </button>
      ) : null}
      {q ? (
        <p className="flex flex-wrap gap-x-3 border-b border-divider px-3 py-1.5 text-muted" role="status">
          {count(matching.length)} of the {count(rows.length)} runs loaded mention “{q}”.
          {isTraceId(q) ? (
            <PageLink to="/runs/$id" params={{ id: q.trim().toLowerCase() }} search={{ q: undefined }}>
              Open the run of this id
            </PageLink>
          ) : null}
        </p>
      ) : null}
      <Table
        name="Runs"
        columns={columns}
        rows={matching}
        rowKey={(run) => run.trace_id}
        onOpen={(run) => go('/runs/$id', { id: run.trace_id })}
        sorted
        sort={SORT_OF[asked.sort]}
        onSort={(sort) => change({ sort: sortOf(sort) === 'newest' ? undefined : sortOf(sort) })}
        maxHeight={640}
      />
    </div>
  );
}

/** Rows that keep their order while one is at them. Another question shows its own answer at once. */
function useHeld(runs: readonly Run[], holding: boolean, question: string) {
  const [shown, setShown] = useState({ runs, question });
  const fresh = !holding || shown.question !== question;
  useEffect(() => {
    if (fresh) setShown({ runs, question });
  }, [fresh, runs, question]);
  const kept = useMemo(() => held(shown.runs, runs), [shown, runs]);
  return {
    rows: fresh ? runs : kept.rows,
    waiting: fresh ? 0 : kept.waiting,
    show: () => setShown({ runs, question }),
  };
}
