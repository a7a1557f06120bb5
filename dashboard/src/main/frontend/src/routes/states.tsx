import { useState } from 'react';
import { ApiError } from '@/api/problem';
import type { ChartData } from '@/charts/model';
import { Sparkline } from '@/charts/Sparkline';
import { TimeChart } from '@/charts/TimeChart';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import type { PanelState } from '@/ui/panelState';
import { Priority, Severity, Status } from '@/ui/Status';
import { type Column, Table } from '@/ui/Table';
import { Tabs } from '@/ui/Tabs';

const AT = Date.UTC(2026, 10, 22, 12);

/** A wave, not a measurement: this page shows how parts look, to tests and developers only. */
const CHART: ChartData = {
  name: 'A wave',
  unit: '%',
  t: Array.from({ length: 60 }, (_, i) => AT + i * 60_000),
  lines: [
    {
      label: 'Sine',
      mean: Array.from({ length: 60 }, (_, i) => (i > 20 && i < 25 ? null : 50 + 40 * Math.sin(i / 6))),
      min: Array.from({ length: 60 }, (_, i) => (i > 20 && i < 25 ? null : 42 + 40 * Math.sin(i / 6))),
      max: Array.from({ length: 60 }, (_, i) => (i > 20 && i < 25 ? null : 58 + 40 * Math.sin(i / 6))),
    },
    { label: 'Cosine', mean: Array.from({ length: 60 }, (_, i) => 30 + 20 * Math.cos(i / 6)) },
  ],
  from: AT,
  to: AT + 3_600_000,
  resolutionSeconds: 60,
  openBucket: 59,
  low: 0,
  high: 100,
  markers: [{ at: AT + 900_000, kind: 'release', label: 'rel 41' }],
  stretches: [{ from: AT + 2_100_000, to: AT + 2_600_000, kind: 'alert', label: 'alert' }],
  thresholds: [{ value: 90, label: 'critical 90 %' }],
};

interface Row {
  id: string;
  n: number | null;
}

const ROWS: Row[] = Array.from({ length: 10_000 }, (_, i) => ({
  id: i === 1 ? '<b>bold</b> \u202eright to left 🐘' : i === 2 ? 'x'.repeat(500) : `row ${i}`,
  n: i % 7 === 0 ? null : (i * 7_919) % 10_007,
}));

const COLUMNS: Column<Row>[] = [
  { id: 'id', head: 'Name', cell: (row) => row.id, value: (row) => row.id, grow: 3 },
  { id: 'n', head: 'Number', cell: (row) => row.n ?? '–', value: (row) => row.n, numeric: true },
];

const ERROR = new ApiError(500, 'Something went wrong here; the log tells what under f-12', { id: 'f-12' });

const STATES: [string, PanelState<string>][] = [
  ['First load', { kind: 'loading' }],
  ['Ready', { kind: 'data', data: 'Data', refreshing: false, partial: undefined }],
  ['Refreshing', { kind: 'data', data: 'Data of before', refreshing: true, partial: undefined }],
  ['Partial', { kind: 'data', data: 'Data', refreshing: false, partial: 'showing 200 of 4,312' }],
  ['Empty and good', { kind: 'empty', empty: { kind: 'good', text: 'No active alerts' }, refreshing: false }],
  [
    'Empty, reason unknown',
    {
      kind: 'empty',
      empty: { kind: 'unknown', text: 'No data: nothing was sent yet', command: './pitwall demo' },
      refreshing: false,
    },
  ],
  ['Error', { kind: 'error', error: ERROR, retry: () => undefined, data: undefined, dataAt: 0, partial: undefined }],
  [
    'Error with old data',
    { kind: 'error', error: ERROR, retry: () => undefined, data: 'Data of before', dataAt: AT, partial: undefined },
  ],
];

export default function States() {
  return (
    <div className="grid gap-3 md:grid-cols-2">
      {STATES.map(([title, state]) => (
        <Panel key={title} title={title} state={state}>
          {(data) => <p>{data}</p>}
        </Panel>
      ))}
      <Panel title="Fails while drawing" state={{ kind: 'data', data: '', refreshing: false, partial: undefined }}>
        {() => <Broken />}
      </Panel>
      <Panel title="Parts" state={{ kind: 'data', data: '', refreshing: false, partial: undefined }}>
        {() => (
          <div className="flex flex-wrap items-center gap-3">
            <Button>Normal</Button>
            <Button look="primary">Primary</Button>
            <Button look="plain">Plain</Button>
            <Button disabled>Disabled</Button>
            <Status level="ok">healthy</Status>
            <Status level="unknown">unknown</Status>
            <Severity severity="medium" />
            <Severity severity="critical" />
            <Priority priority="low" />
            <div className="w-40 text-accent">
              <Sparkline values={[1, 4, 2, null, 3, 5, 4]} />
            </div>
          </div>
        )}
      </Panel>
      <section className="panel md:col-span-2">
        <TabsSample />
      </section>
      <section className="panel p-3 md:col-span-2">
        <TimeChart chart={CHART} />
      </section>
      <section className="panel md:col-span-2">
        <Table
          name="Ten thousand rows"
          columns={COLUMNS}
          rows={ROWS}
          rowKey={(row) => row.id}
          onOpen={() => undefined}
          maxHeight={240}
        />
      </section>
    </div>
  );
}

function Broken(): never {
  throw new Error('expected a list, got nothing');
}

function TabsSample() {
  const [selected, setSelected] = useState<'one' | 'two'>('one');
  return (
    <Tabs
      label="Sample"
      selected={selected}
      onSelect={setSelected}
      tabs={[
        { id: 'one', label: 'One' },
        { id: 'two', label: 'Two' },
      ]}
    >
      <p className="p-3">{selected}</p>
    </Tabs>
  );
}
