import type { Schema } from '@/api/client';
import { count, inUnit } from '@/format/number';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { type Column, Table } from '@/ui/Table';
import { useSummary } from './summary';

type Row = Schema<'MetricSummary'> & { name: string };

const COLUMNS: Column<Row>[] = [
  { id: 'name', head: 'Metric', cell: (row) => row.name, value: (row) => row.name, grow: 3, width: 140 },
  number('current', 'Now'),
  number('average', 'Average'),
  number('min', 'Lowest'),
  number('max', 'Highest'),
  { id: 'count', head: 'Values', cell: (row) => count(row.count), value: (row) => row.count, numeric: true },
];

function number(id: 'current' | 'average' | 'min' | 'max', head: string): Column<Row> {
  return { id, head, cell: (row) => inUnit(row[id], row.unit), value: (row) => row[id], numeric: true, width: 64 };
}

/** Every metric of the system, in numbers. */
export function SystemMetrics() {
  const state = panelState(useSummary(), {
    empty: ({ answer }) =>
      Object.keys(answer.summary.system_metrics).length === 0
        ? { kind: 'unknown', text: 'No data: the system was not looked at in this stretch of time.' }
        : undefined,
  });
  return (
    <Panel title="All system metrics" state={state} height={190} flush>
      {({ answer }) => (
        <Table
          name="System metrics"
          columns={COLUMNS}
          rows={Object.entries(answer.summary.system_metrics).map(([name, metric]) => ({ ...metric, name }))}
          rowKey={(row) => row.name}
          maxHeight={214}
        />
      )}
    </Panel>
  );
}
