import { plainWords } from '@/format/effect';
import { count, duration, share } from '@/format/number';
import { ShareBar } from '@/ui/ShareBar';
import { type Column, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import { type Bottleneck, subjectId } from './questions';

/** How far a number can be trusted, in a word; from the runs behind it. */
export function trust(confidence: number, n: number): 'high' | 'medium' | 'low' {
  if (n < 20 || confidence < 0.7) return 'low';
  return confidence < 0.9 ? 'medium' : 'high';
}

/** By how much p95 would fall if the subject took no time: "−31 %". */
export function ceilingText(one: Bottleneck): string {
  const p95 = one.ceiling?.p95_ms;
  if (!p95 || p95.baseline <= 0) return 'cannot tell';
  return `−${share(Math.max(0, 1 - p95.predicted / p95.baseline))}`;
}

function ceilingRange(one: Bottleneck): string {
  const p95 = one.ceiling?.p95_ms;
  if (!p95) return 'The model does not reproduce what was recorded well enough to say';
  return `p95 ${duration(p95.baseline)} → ${duration(p95.predicted)} (${duration(p95.low)} to ${duration(p95.high)}), at zero cost`;
}

const COLUMNS: Column<Bottleneck>[] = [
  {
    id: 'name',
    head: 'Bottleneck',
    value: (one) => one.name,
    grow: 3,
    width: 140,
    cell: (one) => (
      <span title={`${plainWords(one.sort)} ${one.name}`}>
        <span className="font-medium">{one.name}</span> <span className="text-caption text-muted">{one.sort}</span>
      </span>
    ),
  },
  {
    id: 'share',
    head: 'Share of path',
    value: (one) => one.path_share_p50,
    grow: 2,
    width: 104,
    cell: (one) => <ShareBar value={one.path_share_p50} colour="bg-path" />,
  },
  {
    id: 'slow',
    head: '… of slow runs',
    value: (one) => one.path_share_slow,
    grow: 2,
    width: 104,
    cell: (one) => <ShareBar value={one.path_share_slow} colour="bg-warning" />,
  },
  {
    id: 'wait',
    head: 'Waiting',
    value: (one) => one.wait_share,
    numeric: true,
    width: 60,
    cell: (one) => (one.wait_share > 0 ? share(one.wait_share) : '–'),
  },
  {
    id: 'gain',
    head: 'Gain at most',
    value: (one) => one.gain_ms,
    numeric: true,
    width: 80,
    cell: (one) => (one.gain_ms > 0 ? `−${duration(one.gain_ms)}` : '–'),
  },
  {
    id: 'ceiling',
    head: 'Ceiling p95',
    value: (one) => (one.ceiling ? 1 - one.ceiling.p95_ms.predicted / one.ceiling.p95_ms.baseline : null),
    numeric: true,
    width: 80,
    cell: (one) => (
      <span title={ceilingRange(one)} className={one.ceiling ? '' : 'text-muted'}>
        {ceilingText(one)}
      </span>
    ),
  },
  {
    id: 'confidence',
    head: 'Confidence',
    value: (one) => one.confidence,
    numeric: true,
    width: 104,
    cell: (one) => (
      <span title={`${share(one.confidence)} sure, from ${count(one.n)} runs`}>
        {trust(one.confidence, one.n)} <span className="text-muted">n={count(one.n)}</span>
      </span>
    ),
  },
];

/** What fits a phone; the rest is in what opens. */
const NARROW = ['name', 'share', 'gain'];

/** Subjects in the order of the server: most worth it first. */
export function Ranking({
  rows,
  selected,
  onSelect,
}: {
  rows: readonly Bottleneck[];
  selected: string | undefined;
  onSelect: (one: Bottleneck) => void;
}) {
  const narrow = useNarrow();
  const ceilings = rows.some((one) => one.ceiling !== null);
  const columns = COLUMNS.filter(
    (column) => (!narrow || NARROW.includes(column.id)) && (ceilings || column.id !== 'ceiling'),
  );
  return (
    <>
      <Table
        name="Bottlenecks"
        columns={columns}
        rows={rows}
        rowKey={subjectId}
        selected={selected}
        onOpen={onSelect}
        maxHeight={420}
      />
      <p className="border-t border-divider px-3 py-2 text-caption text-muted">
        {ceilings ? 'Gain and ceiling' : 'Gain'}: even if it took no time at all, a run gets shorter by at most this
        much. Subjects overlap: a model’s calls are part of the agent’s time that makes them.
      </p>
    </>
  );
}
