import { useMemo } from 'react';
import { count } from '@/format/number';
import { useChangeSearch, useRawSearch, useView } from '@/time/view';
import { PageNotices } from '@/ui/PageNotices';
import { Panel } from '@/ui/Panel';
import { type Empty, panelState } from '@/ui/panelState';
import type { Sort } from '@/ui/Table';
import { Tabs } from '@/ui/Tabs';
import { PageDetail, PageTable, pageId } from './services/Browser';
import { CallDetail } from './services/CallDetail';
import { CallTable } from './services/CallTable';
import { type Choice, readChoice, type TabId, useCalls, usePages } from './services/questions';

const NAMES: Record<TabId, string> = {
  database: 'Database queries',
  endpoints: 'Endpoints',
  external: 'Outside services',
  browser: 'Browser vitals',
};

const METRICS = {
  database: 'pitwall.database.query',
  endpoints: 'pitwall.endpoint',
  external: 'pitwall.external',
} as const;

const MISSING: Record<TabId, string> = {
  database: 'No database query was seen in this range: spans with db.system, or a watched PostgreSQL, bring them.',
  endpoints: 'No request was seen in this range: spans of kind server bring them.',
  external: 'No call to an outside service or model was seen in this range: spans of kind client bring them.',
  browser: 'No browser reported in this range: pages that load beacon.js do.',
};

/** What do the databases, endpoints, outside services and browsers around the agents suffer from? */
export default function Services() {
  const search = useRawSearch();
  const choice = useMemo(() => readChoice(search), [search]);
  const change = useChangeSearch();
  return (
    <>
      <PageNotices notices={choice.notices} />
      <Tabs
        label="What surrounds agents"
        selected={choice.tab}
        onSelect={(tab) =>
          change({ tab: tab === 'database' ? undefined : tab, sort: undefined, order: undefined, id: undefined })
        }
        tabs={(Object.keys(NAMES) as TabId[]).map((id) => ({ id, label: NAMES[id] }))}
      >
        <div className="flex flex-col gap-3 pt-3">
          {choice.tab === 'browser' ? (
            <Pages choice={choice} />
          ) : (
            <Calls key={choice.tab} choice={choice} tab={choice.tab} />
          )}
        </div>
      </Tabs>
    </>
  );
}

/** What to write to the URL when a head is pressed. */
function sortSearch(sort: Sort, usual: string) {
  return {
    sort: sort.column === usual ? undefined : sort.column,
    order: sort.descending ? undefined : 'asc',
  };
}

function nothing(tab: TabId, q: string | undefined): Empty {
  return q
    ? { kind: 'unknown', text: `Nothing here has “${q.slice(0, 60)}” in its name.` }
    : {
        kind: 'unknown',
        text: MISSING[tab],
        ...(tab === 'browser' ? { command: '<script src="…/api/performance/beacon.js">' } : {}),
      };
}

function Calls({ choice, tab }: { choice: Choice; tab: Exclude<TabId, 'browser'> }) {
  const { q } = useView();
  const change = useChangeSearch();
  const calls = useCalls(tab, choice.sort, choice.order, q);
  const rows = calls.data?.answer.rows ?? [];
  const open = rows.find((row) => row.id === choice.id);
  const failing = rows.filter((row) => row.errorRate >= 0.05).length;
  return (
    <>
      <Panel
        title={
          calls.data
            ? `${count(calls.data.answer.total)} operations, ${count(failing)} with 5 % errors or more`
            : NAMES[tab]
        }
        height={320}
        flush
        state={panelState(calls, {
          empty: ({ answer }) => (answer.rows.length === 0 ? nothing(tab, q) : undefined),
          partial: ({ answer }) =>
            answer.rows.length < answer.total
              ? `showing ${count(answer.rows.length)} of ${count(answer.total)}`
              : undefined,
        })}
      >
        {({ answer }) => (
          <CallTable
            name={NAMES[tab]}
            rows={answer.rows}
            metric={METRICS[tab]}
            selected={choice.id}
            sort={{ column: choice.sort, descending: choice.order === 'desc' }}
            onSort={(sort) => change(sortSearch(sort, 'total_seconds'), { replace: true })}
            onOpen={(row) => change({ id: row.id })}
          />
        )}
      </Panel>
      {open ? <CallDetail key={open.id} row={open} onClose={() => change({ id: undefined })} /> : null}
    </>
  );
}

function Pages({ choice }: { choice: Choice }) {
  const { q } = useView();
  const change = useChangeSearch();
  const pages = usePages(choice.pageSort, choice.order, q);
  const open = pages.data?.answer.pages.find((page) => pageId(page) === choice.id);
  return (
    <>
      <Panel
        title={pages.data ? `${count(pages.data.answer.total)} pages as browsers saw them` : NAMES.browser}
        height={320}
        flush
        state={panelState(pages, {
          empty: ({ answer }) => (answer.pages.length === 0 ? nothing('browser', q) : undefined),
          partial: ({ answer }) =>
            answer.pages.length < answer.total
              ? `showing ${count(answer.pages.length)} of ${count(answer.total)}`
              : undefined,
        })}
      >
        {({ answer }) => (
          <PageTable
            pages={answer.pages}
            selected={choice.id}
            sort={{ column: choice.pageSort, descending: choice.order === 'desc' }}
            onSort={(sort) => change(sortSearch(sort, 'views'), { replace: true })}
            onOpen={(page) => change({ id: pageId(page) })}
          />
        )}
      </Panel>
      {open ? <PageDetail key={pageId(open)} page={open} onClose={() => change({ id: undefined })} /> : null}
    </>
  );
}
