import type { UseQueryResult } from '@tanstack/react-query';
import { ExternalLink, GitCompareArrows, ListTree } from 'lucide-react';
import type { ReactNode } from 'react';
import { home, type Schema } from '@/api/client';
import { count, duration, money, share } from '@/format/number';
import { instant, iso } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { type Level, Status } from '@/ui/Status';
import { type PathSegment, useRank } from './queries';

type Run = Schema<'Run'>;
type RunDetail = Schema<'RunDetail'>;

/** What the run is, in two lines: how it ended, how long it took and why, what it used. */
export function RunHead({
  id,
  run,
  detail,
  path,
}: {
  id: string;
  run: UseQueryResult<Run, Error>;
  detail: UseQueryResult<RunDetail, Error>;
  path: UseQueryResult<PathSegment[], Error>;
}) {
  return (
    <Panel
      title={run.data ? run.data.workflow : 'Run'}
      state={panelState(run)}
      height={76}
      actions={
        <>
          <PageLink to="/compare" search={{ a: id }} className="button button-normal text-text hover:no-underline">
            <GitCompareArrows size={14} aria-hidden /> Compare
          </PageLink>
          {run.data ? (
            <PageLink
              to="/runs"
              search={{ workflow: run.data.workflow }}
              className="button button-normal text-text hover:no-underline max-sm:hidden"
            >
              <ListTree size={14} aria-hidden /> Similar runs
            </PageLink>
          ) : null}
          <a
            className="button button-normal text-text hover:no-underline"
            href={new URL(`api/performance/runs/${encodeURIComponent(id)}/detail`, home).href}
            target="_blank"
            rel="noreferrer"
          >
            JSON <ExternalLink size={12} aria-hidden />
            <span className="sr-only">in a new tab</span>
          </a>
        </>
      }
    >
      {(known) => <Summary run={known} detail={detail.data} path={path.data} failed={detail.isError || path.isError} />}
    </Panel>
  );
}

function Summary({
  run,
  detail,
  path,
  failed,
}: {
  run: Run;
  detail: RunDetail | undefined;
  path: readonly PathSegment[] | undefined;
  failed: boolean;
}) {
  const { zone } = useView();
  const at = Date.parse(run.started_at);
  const running = run.state === 'running';
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <Status {...outcome(run, detail)} />
        <span className="text-title font-semibold">
          {duration(running ? Math.max(run.duration_ms, now() - at) : run.duration_ms)}
        </span>
        {running ? <span className="text-muted">so far; spans come when they end</span> : <Rank run={run} />}
        {path && path.length > 0 ? <Spent path={path} /> : null}
        {failed ? <span className="text-warning">Some of this could not be read; refresh tries again.</span> : null}
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-table">
        <Fact term="Started">
          <span title={iso(at, zone)}>{instant(at, now(), zone)}</span>
        </Fact>
        <Fact term="Spans">{count(run.span_count)}</Fact>
        <Fact term="Agents">{count(run.agents.length)}</Fact>
        <Fact term="Model calls">
          {count(run.model_calls)}
          {run.failed_model_calls > 0 ? `, ${count(run.failed_model_calls)} failed` : ''}
        </Fact>
        <Fact term="Tool calls">{count(run.tool_calls)}</Fact>
        <Fact term="Tokens">
          {count(run.tokens.input)} → {count(run.tokens.output)}
        </Fact>
        <Fact term="Cost">
          {money(run.cost_usd)}
          {run.cost_usd !== null && !run.cost_complete ? ' at least' : ''}
        </Fact>
        {detail && detail.waits.count + detail.waits.derived_count > 0 ? (
          <Fact term="Queue waits">
            {duration(detail.waits.ms)}
            {detail.waits.derived_count > 0 ? ` (${duration(detail.waits.derived_ms)} of it derived)` : ''}
          </Fact>
        ) : null}
        {detail && detail.retries.length > 0 ? (
          <Fact term="Tried again">
            {detail.retries
              .slice(0, 3)
              .map(
                (retry) =>
                  `${retry.operation} ${count(retry.attempts)}×${retry.succeeded ? '' : ', in vain'}, ${duration(retry.lost_ms)} lost`,
              )
              .join('; ')}
            {detail.retries.length > 3 ? ` and ${count(detail.retries.length - 3)} more` : ''}
          </Fact>
        ) : null}
        {detail && detail.soft_errors.length > 0 ? (
          <Fact term="Cut answers">{count(detail.soft_errors.reduce((sum, one) => sum + one.count, 0))}</Fact>
        ) : null}
        {detail && detail.orphan_spans > 0 ? (
          <Fact term={running ? 'Parents to come' : 'Parents missing'}>{count(detail.orphan_spans)}</Fact>
        ) : null}
      </dl>
    </div>
  );
}

function outcome(run: Run, detail: RunDetail | undefined): { level: Level; children: string } {
  if (run.state === 'running') {
    return run.error_spans > 0
      ? { level: 'warning', children: `running, ${count(run.error_spans)} errors so far` }
      : { level: 'unknown', children: 'running' };
  }
  if (detail?.outcome === 'recovered') return { level: 'warning', children: 'recovered: something in it failed' };
  if (run.status === 'error') return { level: 'critical', children: 'failed' };
  return { level: 'ok', children: 'succeeded' };
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How much of the critical path is work and how much is not. */
function Spent({ path }: { path: readonly PathSegment[] }) {
  const sum = (types: PathSegment['type'][]) =>
    path.filter((piece) => types.includes(piece.type)).reduce((all, piece) => all + piece.end_ms - piece.start_ms, 0);
  const work = sum(['self']);
  const queue = sum(['wait']);
  const between = sum(['gap', 'outside']);
  const whole = work + queue + between;
  return (
    <span className="text-muted">
      Critical path <span className="text-path">{duration(work)} work</span>
      {queue > 0 ? `, ${duration(queue)} in queues` : ''}
      {between > 0 ? `, ${duration(between)} between calls` : ''}
      {whole > 0 && work < whole ? ` (${share(work / whole)} work)` : ''}
    </span>
  );
}

/** Runs under this many say nothing about where one stands among them. */
const ENOUGH = 20;

/** Where this run stands among those of its workflow in the range of the URL. */
function Rank({ run }: { run: Run }) {
  const { data } = useRank(run.workflow, run.duration_ms);
  if (!data) return null;
  const { runs, atLeast } = data.answer;
  if (runs === 0) return null;
  if (runs < ENOUGH) return <span className="text-muted">n={count(runs)} like it in the range</span>;
  return (
    <span className="text-muted">
      P{Math.floor((100 * (runs - atLeast)) / runs)} of {count(runs)} like it in the range
    </span>
  );
}
