import type { Schema } from '@/api/client';
import { count, share } from '@/format/number';
import { ago, instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { type Level, Priority, Status } from '@/ui/Status';
import { type Column, type Sort, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import {
  type Advice,
  changeText,
  effectChange,
  effectInterval,
  MEASURES,
  mainEffect,
  settingText,
  titleOf,
} from './gain';

const WEIGHTS: Record<Schema<'Priority'>, number> = { high: 3, medium: 2, low: 1 };

const LEVELS: Record<Advice['state'], Level> = {
  open: 'warning',
  accepted: 'warning',
  applied: 'unknown',
  measured: 'ok',
  dismissed: 'low',
  closed: 'ok',
};

/** Where advice stands in its life. */
export function AdviceState({ state }: { state: Advice['state'] }) {
  return <Status level={LEVELS[state] ?? 'unknown'}>{state}</Status>;
}

/** The predicted effect in a line: "p95 −11 % (−21 to +1.0 %)". */
function Gain({ advice }: { advice: Advice }) {
  const effect = mainEffect(advice);
  if (!effect) {
    return (
      <span className="text-muted" title="No model predicts what this would gain">
        not predicted
      </span>
    );
  }
  const [low, high] = effectInterval(effect).map((end) => changeText(effect.measure, end));
  return (
    <>
      <span className="text-muted">{MEASURES[effect.measure]}</span>{' '}
      <span className="font-medium">{changeText(effect.measure, effectChange(effect))}</span>{' '}
      <span className="text-caption text-muted">
        ({low} to {high})
      </span>
    </>
  );
}

function Change({ advice }: { advice: Advice }) {
  const { action } = advice;
  if (!action) return <span className="text-muted">{advice.recommendations[0]}</span>;
  return (
    <span title={action.formula}>
      <span className="text-muted">{action.setting.replace(/_ms$/, '')}</span>{' '}
      {settingText(action.current, action.unit)} →{' '}
      <span className="font-medium">{settingText(action.proposed, action.unit)}</span>
    </span>
  );
}

function riskText({ risk }: Advice): string {
  if (!risk) return '–';
  if (risk.runs_touched === null) return risk.reversible ? 'reversible' : 'not reversible';
  return `${share(risk.runs_touched)} of runs${risk.reversible ? '' : ', for good'}`;
}

function Seen({ at }: { at: string }) {
  const { zone } = useView();
  const ms = Date.parse(at);
  const young = now() - ms < 86_400_000;
  return <span title={instant(ms, now(), zone)}>{young ? ago(ms, now()) : instant(ms, now(), zone)}</span>;
}

const COLUMNS: Column<Advice>[] = [
  {
    id: 'priority',
    head: 'Priority',
    value: (one) => WEIGHTS[one.priority],
    width: 76,
    numeric: false,
    cell: (one) => <Priority priority={one.priority} />,
  },
  {
    id: 'name',
    head: 'Advice',
    value: titleOf,
    grow: 4,
    width: 170,
    cell: (one) => (
      <PageLink
        to="/optimize/$id"
        params={{ id: one.id }}
        className="font-medium"
        title={one.recommendations.join('\n')}
        tabIndex={-1}
      >
        {titleOf(one)}
      </PageLink>
    ),
  },
  {
    id: 'change',
    head: 'Change',
    value: (one) => one.action?.setting ?? null,
    grow: 4,
    width: 170,
    cell: (one) => <Change advice={one} />,
  },
  {
    id: 'gain',
    head: 'Expected gain',
    // The greatest gain first means descending, whatever the measure counts.
    value: (one) => mainEffect(one)?.gain ?? null,
    grow: 3,
    width: 190,
    cell: (one) => <Gain advice={one} />,
  },
  {
    id: 'risk',
    head: 'Risk',
    grow: 2,
    width: 120,
    cell: (one) => <span title={one.risk?.guardrails.join('\n')}>{riskText(one)}</span>,
  },
  {
    id: 'confidence',
    head: 'Sure',
    value: (one) => one.evidence.confidence,
    numeric: true,
    width: 124,
    cell: (one) => (
      <>
        {share(one.evidence.confidence)} <span className="text-caption text-muted">n={count(one.evidence.n)}</span>
      </>
    ),
  },
  {
    id: 'state',
    head: 'State',
    value: (one) => one.state,
    width: 92,
    cell: (one) => <AdviceState state={one.state} />,
  },
  {
    id: 'seen',
    head: 'First seen',
    value: (one) => Date.parse(one.first_seen),
    numeric: true,
    width: 84,
    cell: (one) => <Seen at={one.first_seen} />,
  },
];

const NARROW = ['priority', 'name', 'gain'];

/** Advice, one line each. */
export function AdviceTable({
  rows,
  sort,
  onSort,
  onOpen,
}: {
  rows: readonly Advice[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  onOpen: (advice: Advice) => void;
}) {
  const narrow = useNarrow();
  return (
    <Table
      name="Advice"
      columns={narrow ? COLUMNS.filter((column) => NARROW.includes(column.id)) : COLUMNS}
      rows={rows}
      rowKey={(one) => one.id}
      sort={sort}
      onSort={onSort}
      onOpen={onOpen}
      maxHeight={640}
    />
  );
}
