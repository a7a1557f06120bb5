import type { Schema } from '@/api/client';
import { count, share, threeDigits } from '@/format/number';
import { instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { type Column, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import { changeText, MEASURES, settingText, summary, titleOf } from './gain';
import { useLedger } from './questions';
import { Verdict } from './Verdict';
import { Whiskers } from './Whiskers';

type Entry = Schema<'LedgerAnswer'>['entries'][number];

const COLUMNS: Column<Entry>[] = [
  {
    id: 'advice',
    head: 'Change that was made',
    grow: 4,
    width: 170,
    value: (entry) => entry.issue,
    cell: (entry) => (
      <PageLink to="/optimize/$id" params={{ id: entry.recommendation_id }} className="font-medium" tabIndex={-1}>
        {titleOf(entry)}
      </PageLink>
    ),
  },
  {
    id: 'setting',
    head: 'Setting',
    grow: 2,
    width: 110,
    cell: (entry) =>
      entry.action
        ? `${entry.action.setting} ${settingText(entry.action.current, entry.action.unit)} → ${settingText(entry.action.proposed, entry.action.unit)}`
        : '–',
  },
  {
    id: 'at',
    head: 'Applied',
    width: 100,
    value: (entry) => entry.outcome?.applied_at ?? null,
    cell: (entry) => <Applied entry={entry} />,
  },
  { id: 'by', head: 'By', width: 70, value: (entry) => entry.applied_by, cell: (entry) => entry.applied_by },
  {
    id: 'predicted',
    head: 'Predicted ◇',
    numeric: true,
    width: 80,
    value: (entry) => entry.predicted_change,
    cell: (entry) => (entry.outcome ? changeText(entry.outcome.measure, entry.predicted_change) : '–'),
  },
  {
    id: 'measured',
    head: 'Measured ●',
    numeric: true,
    width: 80,
    value: (entry) => entry.outcome?.change ?? null,
    cell: (entry) => (entry.outcome ? changeText(entry.outcome.measure, entry.outcome.change) : '–'),
  },
  {
    id: 'picture',
    head: '◇ and ● round today',
    grow: 2,
    width: 130,
    cell: (entry) =>
      entry.outcome ? (
        <Whiskers
          predicted={entry.predicted_change}
          measured={entry.outcome.change}
          low={entry.outcome.low}
          high={entry.outcome.high}
        />
      ) : null,
  },
  {
    id: 'true',
    head: 'Came true',
    numeric: true,
    width: 72,
    value: (entry) => entry.realised_share,
    cell: (entry) => share(entry.realised_share),
  },
  {
    id: 'verdict',
    head: 'Verdict',
    width: 110,
    value: (entry) => entry.outcome?.verdict ?? null,
    cell: (entry) => (entry.outcome ? <Verdict verdict={entry.outcome.verdict} /> : '–'),
  },
];

const NARROW = ['advice', 'measured', 'verdict'];

function Applied({ entry }: { entry: Entry }) {
  const { zone } = useView();
  return entry.outcome
    ? `${instant(Date.parse(entry.outcome.applied_at), now(), zone)} (${MEASURES[entry.outcome.measure]})`
    : '–';
}

/** What changes were to gain, and what they came to; and what predictions learnt from it. */
export function Ledger() {
  const ledger = useLedger();
  const narrow = useNarrow();
  return (
    <div className="flex flex-col gap-3 pt-3">
      <Panel
        title="Changes that were made, latest first"
        height={240}
        flush
        state={panelState(ledger, {
          empty: ({ entries }) =>
            entries.length === 0
              ? {
                  kind: 'unknown',
                  text: 'Nothing was applied yet. Open a piece of advice, carry it out, and mark it as applied: from then on its effect is measured here.',
                }
              : undefined,
        })}
      >
        {({ entries }) => (
          <>
            <p className="border-b border-divider px-3 py-2">{summaryText(entries)}</p>
            <Table
              name="Ledger"
              columns={narrow ? COLUMNS.filter((column) => NARROW.includes(column.id)) : COLUMNS}
              rows={entries}
              rowKey={(entry) => entry.recommendation_id}
            />
          </>
        )}
      </Panel>
      <Panel
        title="Calibration of predictions"
        className="max-w-2xl"
        height={160}
        state={panelState(ledger, {
          empty: ({ calibration }) =>
            calibration.length === 0
              ? { kind: 'unknown', text: 'No prediction could be held against a measurement yet.' }
              : undefined,
        })}
      >
        {({ calibration }) => (
          <>
            <table className="values">
              <thead>
                <tr>
                  <th scope="col">Inspection</th>
                  <th scope="col" className="text-right">
                    Measured
                  </th>
                  <th scope="col" className="text-right">
                    Factor
                  </th>
                </tr>
              </thead>
              <tbody>
                {calibration.map((one) => (
                  <tr key={one.inspection}>
                    <td>{one.inspection}</td>
                    <td className="text-right">n={count(one.n)}</td>
                    <td className="text-right">× {threeDigits(one.factor)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="mt-2 text-caption text-muted">
              The next gains that an inspection predicts are multiplied by its factor: under 1, it promised too much.
            </p>
          </>
        )}
      </Panel>
    </div>
  );
}

function summaryText(entries: readonly Entry[]): string {
  const told = summary([...entries]);
  const parts = [
    `${count(told.applied)} applied`,
    `${count(told.better)} better`,
    `${count(told.noDifference)} without difference`,
    `${count(told.worse)} worse`,
    `${count(told.measuring)} being measured`,
  ];
  const error =
    told.medianError === undefined
      ? ''
      : `; half of the predictions were off by less than ${threeDigits(told.medianError * 100)} pt`;
  return `${parts.join(', ')}${error}.`;
}
