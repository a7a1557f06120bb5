import { X } from 'lucide-react';
import type { ChartData } from '@/charts/model';
import { TimeChart } from '@/charts/TimeChart';
import { count, duration, share } from '@/format/number';
import { instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { type CallRow, percentile, together } from './calls';
import { Plan } from './Plan';
import { useEach } from './questions';

/** One operation: how it went over time, who calls it, and its plan where one is known. */
export function CallDetail({ row, onClose }: { row: CallRow; onClose: () => void }) {
  const { zone } = useView();
  const each = useEach(row.metric, row.tags, 240);
  return (
    <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Panel
        title={<span title={row.name}>{row.name}</span>}
        height={260}
        state={panelState(each, {
          empty: ({ answer }) =>
            answer.series.length === 0
              ? { kind: 'unknown', text: 'No values over time are kept of it in this range.' }
              : undefined,
          partial: ({ answer }) =>
            answer.series_read < answer.series_total
              ? `from ${count(answer.series_read)} of ${count(answer.series_total)} series`
              : undefined,
        })}
        actions={
          <Button look="plain" aria-label="Close this operation" onClick={onClose}>
            <X size={16} aria-hidden />
          </Button>
        }
      >
        {({ answer, from, to }) => {
          const trend = together(answer.series, row.tags);
          if (!trend) return null;
          const ms = (values: (number | null)[]) => values.map((value) => (value === null ? null : value * 1_000));
          const chart: ChartData = {
            name: `${row.name}, duration`,
            unit: 'ms',
            t: answer.t.map((at) => Date.parse(at)),
            lines: [{ label: 'Duration', mean: ms(trend.mean), min: ms(trend.min), max: ms(trend.max) }],
            from,
            to,
            resolutionSeconds: answer.resolution_seconds,
            openBucket: answer.open_bucket,
          };
          const perMinute = 60 / answer.resolution_seconds;
          const rate: ChartData = {
            ...chart,
            name: `${row.name}, calls a minute`,
            unit: '',
            lines: [{ label: 'Calls a minute', mean: trend.n.map((n) => n * perMinute), colour: 2 }],
          };
          return (
            <div className="flex flex-col gap-3">
              <TimeChart chart={chart} />
              <TimeChart chart={rate} height={140} />
            </div>
          );
        }}
      </Panel>
      <div className="flex min-w-0 flex-col gap-3">
        <section className="panel p-3" aria-label="In numbers">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
            <Fact name="calls">{count(row.count)}</Fact>
            <Fact name="failed">
              {count(row.errors)} ({share(row.errorRate)})
            </Fact>
            <Fact name="mean">{duration(row.mean)}</Fact>
            <Fact name="median">{duration(percentile(row.p50, row.count))}</Fact>
            <Fact name="p95">{duration(percentile(row.p95, row.count))}</Fact>
            <Fact name="p99">{duration(percentile(row.p99, row.count))}</Fact>
            <Fact name="longest">{duration(row.max)}</Fact>
            {row.facts.map((fact) => (
              <Fact key={fact.name} name={fact.name}>
                {typeof fact.value === 'string' ? fact.value : count(fact.value)}
              </Fact>
            ))}
          </dl>
          {row.text ? (
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              className="mt-3 max-h-40 overflow-auto rounded-md bg-raised px-3 py-2 whitespace-pre-wrap"
            >
              {row.text}
            </pre>
          ) : null}
        </section>
        {row.callers === undefined ? null : (
          <section className="panel p-3" aria-label="Callers">
            <h3 className="mb-2 text-body font-semibold">Who calls it</h3>
            {row.callers.length === 0 ? (
              <p className="text-muted">Not known: the source of these numbers does not tell its callers.</p>
            ) : (
              <ul className="flex flex-col gap-1 text-table">
                {row.callers.map((caller) => (
                  <li
                    key={`${caller.service} ${caller.agent_type}`}
                    className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_4rem] items-center gap-2"
                  >
                    <span className="truncate" title={caller.service}>
                      {caller.service}
                      {caller.agent_type ? <span className="text-muted"> · {caller.agent_type}</span> : null}
                    </span>
                    <span className="h-2 overflow-hidden rounded-full bg-raised" aria-hidden="true">
                      <span
                        className="block h-full bg-accent"
                        style={{ width: `${(caller.count / Math.max(1, row.count)) * 100}%` }}
                      />
                    </span>
                    <span className="text-right">{count(caller.count)}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
        {row.plan === undefined ? null : (
          <section className="panel p-3" aria-label="Plan">
            <h3 className="mb-2 text-body font-semibold">Plan</h3>
            {row.plan === null ? (
              <p className="text-muted">
                No plan is known. Plans come from PostgreSQL servers that are watched: list them under{' '}
                <code>postgresql</code> in the configuration.
              </p>
            ) : (
              <>
                {row.planSince ? (
                  <p className="mb-1 text-caption text-muted">
                    of this shape since {instant(Date.parse(row.planSince), now(), zone)}
                  </p>
                ) : null}
                <Plan node={row.plan} />
              </>
            )}
          </section>
        )}
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-caption text-muted">{name}</dt>
      <dd className="font-medium break-words">{children}</dd>
    </div>
  );
}
