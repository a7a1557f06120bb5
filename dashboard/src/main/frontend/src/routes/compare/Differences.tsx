import { useMemo } from 'react';
import { count, duration, money, NONE, signed } from '@/format/number';
import { useGo } from '@/shell/useGo';
import { useChangeSearch } from '@/time/view';
import { Panel } from '@/ui/Panel';
import { type Column, Table } from '@/ui/Table';
import { Tabs } from '@/ui/Tabs';
import { useNarrow } from '@/ui/useNarrow';
import { KindIcon, LOOKS } from '../run/looks';
import {
  type Amount,
  chosen,
  difference,
  MEASURES,
  type Measure,
  match,
  measured,
  type Pair,
  type Show,
} from './profile';
import type { Side } from './queries';
import type { CompareSearch } from './search';
import './compare.css';

const MEASURE_NAMES: Record<Measure, string> = {
  self: 'Own time',
  total: 'Time with all below',
  path: 'Time on the critical path',
  cost: 'Cost',
  count: 'Number of calls',
};

/** Call by call: what both sides do, and what one does only. */
export function Differences({
  a,
  b,
  asked,
  refreshing,
}: {
  a: Side;
  b: Side;
  asked: CompareSearch;
  refreshing: boolean;
}) {
  const change = useChangeSearch();
  const go = useGo();
  const narrow = useNarrow();
  const pairs = useMemo(() => match(a.profile, b.profile), [a, b]);
  const rows = useMemo(() => chosen(pairs, asked.show, asked.by), [pairs, asked.show, asked.by]);
  const columns = useMemo(() => differenceColumns(pairs, asked.by, b.runs, narrow), [pairs, asked.by, b.runs, narrow]);
  const number = (show: Show) => count(chosen(pairs, show, asked.by).length);
  return (
    <Panel
      title="Differences"
      state={{ kind: 'data', data: rows, refreshing, partial: undefined }}
      flush
      actions={
        <label className="flex items-center gap-2 text-caption text-muted">
          Compare by
          <select
            className="field text-text"
            value={asked.by}
            onChange={(event) => change({ by: event.target.value === 'self' ? undefined : event.target.value })}
          >
            {MEASURES.map((measure) => (
              <option key={measure} value={measure}>
                {MEASURE_NAMES[measure]}
              </option>
            ))}
          </select>
        </label>
      }
    >
      {(shown) => (
        <Tabs<Show>
          label="Which calls"
          selected={asked.show}
          onSelect={(show) => change({ show: show === 'changed' ? undefined : show })}
          tabs={[
            { id: 'changed', label: `Differ ${number('changed')}` },
            { id: 'a', label: `Only in A ${number('a')}` },
            { id: 'b', label: `Only in B ${number('b')}` },
            { id: 'all', label: `All ${number('all')}` },
          ]}
        >
          {shown.length === 0 ? (
            <p className="p-3 text-muted">{nothing(asked.show)}</p>
          ) : (
            <Table
              name="Differences"
              columns={columns}
              rows={shown}
              rowKey={(pair) => String(pair.id)}
              onOpen={(pair) => {
                const side = a.spanId(pair.a?.example ?? -1) ? a : b;
                const span = side.spanId((side === a ? pair.a : pair.b)?.example ?? -1);
                if (side.run && span) go('/runs/$id', { id: side.run.trace_id }, { span });
              }}
              maxHeight={640}
            />
          )}
        </Tabs>
      )}
    </Panel>
  );
}

function nothing(show: Show): string {
  switch (show) {
    case 'a':
      return 'Everything that A does, B does too.';
    case 'b':
      return 'Everything that B does, A does too.';
    case 'changed':
    case 'all':
      return 'There is no difference worth showing.';
  }
}

function write(measure: Measure): (value: number) => string {
  return measure === 'cost' ? money : measure === 'count' ? count : duration;
}

function differenceColumns(pairs: readonly Pair[], by: Measure, cohort: number, narrow: boolean): Column<Pair>[] {
  const most = Math.max(0, ...pairs.map((pair) => Math.abs(difference(pair, by))));
  const text = write(by);
  const side = (amount: Amount | undefined) => (amount ? text(measured(amount, by)) : NONE);
  const call: Column<Pair> = {
    id: 'call',
    head: 'Call',
    grow: 4,
    width: 130,
    value: (pair) => pair.label,
    cell: (pair) => (
      <span
        className="flex min-w-0 items-center gap-1.5"
        title={pair.above ? `${pair.above} › ${pair.label}` : pair.label}
      >
        <KindIcon kind={pair.kind} />
        <span className="sr-only">{LOOKS[pair.kind].word}</span>
        <span className="shrink-0 max-w-full truncate">{pair.label}</span>
        {pair.above ? <span className="truncate text-caption text-muted">in {pair.above}</span> : null}
      </span>
    ),
  };
  const delta: Column<Pair> = {
    id: 'delta',
    head: 'A against B',
    grow: 4,
    width: 150,
    numeric: true,
    value: (pair) => difference(pair, by),
    cell: (pair) => <Delta value={difference(pair, by)} most={most} text={text} />,
  };
  if (narrow) return [call, delta];
  return [
    call,
    {
      id: 'a',
      head: 'A',
      numeric: true,
      width: 76,
      value: (pair) => measured(pair.a, by),
      cell: (pair) => side(pair.a),
    },
    delta,
    {
      id: 'b',
      head: 'B',
      numeric: true,
      width: 76,
      value: (pair) => measured(pair.b, by),
      cell: (pair) => side(pair.b),
    },
    {
      id: 'calls',
      head: 'Calls, A and B',
      numeric: true,
      width: 96,
      value: (pair) => difference(pair, 'count'),
      cell: (pair) => `${count(pair.a?.count ?? 0)} · ${count(pair.b?.count ?? 0)}`,
    },
    {
      id: 'failed',
      head: 'Failed',
      numeric: true,
      width: 72,
      value: (pair) => (pair.a?.failed ?? 0) - (pair.b?.failed ?? 0),
      cell: (pair) =>
        (pair.a?.failed ?? 0) + (pair.b?.failed ?? 0) > 0
          ? `${count(pair.a?.failed ?? 0)} · ${count(pair.b?.failed ?? 0)}`
          : NONE,
    },
    ...(cohort > 1
      ? [
          {
            id: 'in',
            head: 'In runs of B',
            numeric: true,
            width: 88,
            value: (pair: Pair) => pair.b?.runs ?? 0,
            cell: (pair: Pair) => `${count(pair.b?.runs ?? 0)} of ${count(cohort)}`,
          },
        ]
      : []),
  ];
}

/** A bar from the middle: to the right where A is more, to the left where it is less; with sign and number. */
function Delta({ value, most, text }: { value: number; most: number; text: (value: number) => string }) {
  const half = most > 0 ? (50 * Math.abs(value)) / most : 0;
  return (
    <span className="flex items-center gap-2">
      <span className="delta" aria-hidden>
        <span
          className="delta-bar"
          style={
            value >= 0
              ? { left: '50%', width: `${half}%`, background: 'var(--critical)' }
              : { right: '50%', width: `${half}%`, background: 'var(--ok)' }
          }
        />
      </span>
      <span className="w-20 shrink-0 text-right">{signed(value, text)}</span>
    </span>
  );
}
