import type { Schema } from '@/api/client';
import { count, duration, fixed, money, share, signed } from '@/format/number';
import { Panel } from '@/ui/Panel';
import type { PanelState } from '@/ui/panelState';
import type { AgentPerformance } from './score';

type Window = Schema<'AgentWindow'>;

interface Line {
  name: string;
  value: (window: Window) => number | null;
  write: (value: number | null) => string;
  /** Whether a change can be told in percent. */
  relative?: boolean;
}

const ms = (seconds: number | null) => (seconds === null ? null : seconds * 1_000);

const LINES: Line[] = [
  { name: 'Median', value: (w) => ms(w.p50), write: duration, relative: true },
  { name: 'p95', value: (w) => ms(w.p95), write: duration, relative: true },
  { name: 'p99', value: (w) => ms(w.p99), write: duration, relative: true },
  { name: 'Queue wait p95', value: (w) => ms(w.queue_wait_p95), write: duration, relative: true },
  { name: 'Success', value: (w) => w.success_rate, write: share },
  { name: 'Tasks', value: (w) => w.count, write: count },
  { name: 'Tasks a minute', value: (w) => w.throughput_per_minute, write: (value) => fixed(value, 2) },
  { name: 'Tokens in', value: (w) => w.tokens.input, write: count },
  { name: 'Tokens out', value: (w) => w.tokens.output, write: count },
  { name: 'Cost', value: (w) => w.cost_usd, write: money },
];

/** Fewer tasks have no percentile worth telling. */
const FEWEST = 20;

/** The last hour beside the last day. */
export function WindowsPanel({ state }: { state: PanelState<AgentPerformance> }) {
  return (
    <Panel title="Now and its past" state={state} height={190} flush>
      {(agent) => {
        const hour = agent.windows['1h'];
        const day = agent.windows['24h'];
        return (
          <table className="values">
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col" className="text-right">
                  Last hour
                </th>
                <th scope="col" className="text-right">
                  24 hours
                </th>
                <th scope="col" className="text-right">
                  Change
                </th>
              </tr>
            </thead>
            <tbody>
              {LINES.map((line) => (
                <tr key={line.name}>
                  <th scope="row">{line.name}</th>
                  <td className="text-right whitespace-nowrap">{shown(line, hour)}</td>
                  <td className="text-right whitespace-nowrap">{shown(line, day)}</td>
                  <td className="text-right whitespace-nowrap">{changed(line, hour, day)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      }}
    </Panel>
  );
}

function shown(line: Line, window: Window): string {
  const isPercentile = line.relative === true;
  if (isPercentile && window.count > 0 && window.count < FEWEST) return `n=${window.count}`;
  return line.write(line.value(window));
}

function changed(line: Line, hour: Window, day: Window): string {
  const now = line.value(hour);
  const past = line.value(day);
  if (!line.relative || now === null || past === null || past === 0) return '';
  // A day that holds hardly more than the hour is no past.
  if (hour.count < FEWEST || day.count < hour.count + FEWEST) return '';
  return signed((now / past - 1) * 100, (size) => `${fixed(size, size < 10 ? 1 : 0)} %`);
}
