import { X } from 'lucide-react';
import type { Schema } from '@/api/client';
import type { ChartData } from '@/charts/model';
import { TimeChart } from '@/charts/TimeChart';
import { count, share } from '@/format/number';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Status } from '@/ui/Status';
import { type Column, type Sort, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import { FEWEST, together } from './calls';
import { useEach, VITALS, type VitalId } from './questions';
import { BOUNDS, RATINGS, type Vital, vitalText } from './vitals';

export type Page = Schema<'Page'>;

export function pageId(page: Page): string {
  return `${page.app ?? ''} ${page.page}`;
}

/** Shares of good, middling and poor values side by side; the words beside it say the same. */
function Bands({ vital }: { vital: Vital }) {
  return (
    <span className="flex h-2 w-full min-w-8 overflow-hidden rounded-full bg-raised" aria-hidden="true">
      <span className="bg-ok" style={{ width: `${vital.good * 100}%` }} />
      <span className="bg-warning" style={{ width: `${vital.needs_improvement * 100}%` }} />
      <span className="bg-critical" style={{ width: `${vital.poor * 100}%` }} />
    </span>
  );
}

function VitalCell({ id, vital }: { id: VitalId; vital: Schema<'Vital'> }) {
  if (!vital) return <span className="text-muted">–</span>;
  const { words, level } = RATINGS[vital.rating];
  return (
    <span
      className="flex items-center gap-2"
      title={`${BOUNDS[id].name}: p75 ${vitalText(id, vital.p75)}, ${words}; ${share(vital.good)} good, ${share(vital.poor)} poor; n=${count(vital.count)}`}
    >
      {vital.count < FEWEST ? (
        <span className="w-20 shrink-0 text-muted">n={vital.count}</span>
      ) : (
        <span className="w-20 shrink-0">
          <Status level={level}>{vitalText(id, vital.p75)}</Status>
        </span>
      )}
      <Bands vital={vital} />
      <span className="sr-only">{words}</span>
    </span>
  );
}

const COLUMNS: Column<Page>[] = [
  {
    id: 'page',
    head: 'Page',
    grow: 3,
    width: 150,
    cell: (page) => (
      <span title={page.page}>
        <span className="font-medium">{page.page}</span> <span className="text-caption text-muted">{page.app}</span>
      </span>
    ),
  },
  {
    id: 'views',
    head: 'Views',
    value: (page) => page.views,
    numeric: true,
    width: 60,
    cell: (page) => count(page.views),
  },
  ...VITALS.map(
    (id): Column<Page> => ({
      id,
      head: `${id.toUpperCase()} p75`,
      value: (page) => page.vitals[id]?.p75 ?? null,
      grow: 2,
      width: 132,
      cell: (page) => <VitalCell id={id} vital={page.vitals[id]} />,
    }),
  ),
];

const NARROW = ['page', 'lcp'];

/** Pages with their vitals as browsers measured them. */
export function PageTable({
  pages,
  selected,
  sort,
  onSort,
  onOpen,
}: {
  pages: readonly Page[];
  selected: string | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onOpen: (page: Page) => void;
}) {
  const narrow = useNarrow();
  return (
    <>
      <Table
        name="Pages"
        columns={narrow ? COLUMNS.filter((column) => NARROW.includes(column.id)) : COLUMNS}
        rows={pages}
        rowKey={pageId}
        selected={selected}
        sort={sort}
        onSort={onSort}
        sorted
        onOpen={onOpen}
        maxHeight={420}
      />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-divider px-3 py-2 text-caption text-muted">
        <Status level="ok">good</Status> <Status level="warning">needs work</Status>{' '}
        <Status level="critical">poor</Status>
        judged at the 75th percentile by the lines of web.dev; bars are shares of views.
      </p>
    </>
  );
}

/** One page: every vital with its lines, and the one that is worst over time. */
export function PageDetail({ page, onClose }: { page: Page; onClose: () => void }) {
  const known = VITALS.filter((id) => page.vitals[id]);
  const worst = known.toSorted((a, b) => far(b, page) - far(a, page))[0] ?? 'lcp';
  const tags = { page: page.page, ...(page.app ? { app: page.app } : {}) };
  const each = useEach(`browser.web_vital.${worst}`, tags, 60);
  return (
    <div className="grid items-start gap-3 xl:grid-cols-2">
      <section className="panel" aria-label={`Vitals of ${page.page}`}>
        <header className="panel-head">
          <h2 className="min-w-0 truncate">{page.page}</h2>
          <Button look="plain" className="ml-auto" aria-label="Close this page" onClick={onClose}>
            <X size={16} aria-hidden />
          </Button>
        </header>
        <ul className="flex flex-col gap-3 p-3">
          {VITALS.map((id) => (
            <VitalLine key={id} id={id} vital={page.vitals[id]} />
          ))}
        </ul>
      </section>
      <Panel
        title={`${BOUNDS[worst].name} over time`}
        height={240}
        state={panelState(each, {
          empty: ({ answer }) =>
            answer.series.length === 0
              ? { kind: 'unknown', text: 'No values over time are kept of it in this range.' }
              : undefined,
        })}
      >
        {({ answer, from, to }) => {
          const trend = together(answer.series, tags);
          if (!trend) return null;
          const chart: ChartData = {
            name: `${BOUNDS[worst].name} of ${page.page}`,
            unit: worst === 'cls' ? '' : 'ms',
            t: answer.t.map((at) => Date.parse(at)),
            lines: [{ label: worst.toUpperCase(), mean: trend.mean, min: trend.min, max: trend.max }],
            from,
            to,
            resolutionSeconds: answer.resolution_seconds,
            openBucket: answer.open_bucket,
            thresholds: [
              { value: BOUNDS[worst].good, label: '' },
              { value: BOUNDS[worst].poor, label: `poor beyond ${vitalText(worst, BOUNDS[worst].poor)}` },
            ],
          };
          return <TimeChart chart={chart} />;
        }}
      </Panel>
    </div>
  );
}

/** How far a vital is beyond its line. */
function far(id: VitalId, page: Page): number {
  return (page.vitals[id]?.p75 ?? 0) / BOUNDS[id].poor;
}

function VitalLine({ id, vital }: { id: VitalId; vital: Schema<'Vital'> }) {
  const { name, good, poor } = BOUNDS[id];
  return (
    <li className="flex flex-col gap-1">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{name}</span>
        {vital ? (
          <>
            <Status level={RATINGS[vital.rating].level}>{RATINGS[vital.rating].words}</Status>
            {vital.count < FEWEST ? (
              <span className="text-muted">n={count(vital.count)}: too few for percentiles</span>
            ) : (
              <span>
                p75 <strong className="font-semibold">{vitalText(id, vital.p75)}</strong>{' '}
                <span className="text-muted">
                  median {vitalText(id, vital.p50)}, p95 {vitalText(id, vital.p95)}, n={count(vital.count)}
                </span>
              </span>
            )}
          </>
        ) : (
          <span className="text-muted">not reported</span>
        )}
      </p>
      {vital ? <Bands vital={vital} /> : null}
      <p className="text-caption text-muted">
        {vital
          ? `${share(vital.good)} good (up to ${vitalText(id, good)}), ${share(vital.needs_improvement)} need work, ${share(vital.poor)} poor (beyond ${vitalText(id, poor)})`
          : `good up to ${vitalText(id, good)}, poor beyond ${vitalText(id, poor)}`}
      </p>
    </li>
  );
}
