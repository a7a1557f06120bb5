import type { Schema } from '@/api/client';
import { Sparkline } from '@/charts/Sparkline';
import { count, duration, money, share } from '@/format/number';

type Workflow = Schema<'Workflow'>;

/** Longest name in the list; the whole one stands beside it. */
const NAME_LENGTH = 60;

/** Which workflow, and how it does. */
export function WorkflowPicker({
  workflows,
  chosen,
  onChoose,
}: {
  workflows: readonly Workflow[];
  chosen: Workflow;
  onChoose: (name: string) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <label className="flex min-w-0 items-center gap-2">
        <span className="text-muted">Workflow</span>
        <select
          className="field max-w-[60vw] sm:max-w-80"
          value={chosen.name}
          onChange={(event) => onChoose(event.target.value)}
        >
          {workflows.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name.length > NAME_LENGTH ? `${one.name.slice(0, NAME_LENGTH)}…` : one.name} · {count(one.runs)} runs
            </option>
          ))}
        </select>
      </label>
      <dl className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <Fact name="runs">{count(chosen.runs)}</Fact>
        <Fact name="failed">{share(chosen.error_rate)}</Fact>
        <Fact name="median">{duration(chosen.p50_ms)}</Fact>
        <Fact name="p95">{duration(chosen.p95_ms)}</Fact>
        <Fact name="p99">{duration(chosen.p99_ms)}</Fact>
        <Fact name={chosen.cost_complete ? 'cost' : 'cost, at least'}>{money(chosen.cost_usd)}</Fact>
      </dl>
      <span className="w-40 text-accent" title="p95 over the range">
        <Sparkline values={chosen.trend.map((part) => part.p95_ms)} low={0} />
      </span>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="text-caption text-muted">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
