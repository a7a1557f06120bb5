import * as v from 'valibot';
import { count, share } from '@/format/number';
import { readParameter, useChangeSearch, useRawSearch } from '@/time/view';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { MEASURE_NAMES, writeMeasure } from '../fleet/measures';
import { MEASURES, type Measure } from '../fleet/params';
import { binOf, type Standing, standingOf } from './peers';
import { usePeers } from './queries';

/** Where it stands among the agents of its type. */
export function PeersPanel({ id, type }: { id: string; type: string | undefined }) {
  const change = useChangeSearch();
  const search = useRawSearch();
  const measure = readParameter<Measure>(search, 'peer', v.picklist(MEASURES), 'p95', MEASURES.join(', '), []);
  const state = panelState(usePeers(type), {
    empty: ({ ids }) => (ids.length <= 1 ? { kind: 'unknown', text: 'It is the only agent of its type.' } : undefined),
    partial: ({ ids, total }) => (ids.length < total ? `of ${count(ids.length)} of ${count(total)}` : undefined),
  });
  return (
    <Panel title={`Among its peers${type ? `, type ${type}` : ''}`} state={state} height={190}>
      {(peers) => (
        <>
          <fieldset className="mb-2 flex flex-wrap gap-1" aria-label="Compare by">
            {MEASURES.map((by) => (
              <Button
                key={by}
                look="plain"
                aria-pressed={by === measure}
                onClick={() => change({ peer: by === 'p95' ? undefined : by }, { replace: true })}
              >
                {MEASURE_NAMES[by]}
              </Button>
            ))}
          </fieldset>
          <Picture standing={standingOf(peers, id, measure)} measure={measure} />
        </>
      )}
    </Panel>
  );
}

function Picture({ standing, measure }: { standing: Standing; measure: Measure }) {
  const { own, peers, better, median, low, high, bins } = standing;
  if (peers === 0) return <p className="text-muted">No peer did anything within the last hour.</p>;
  const most = Math.max(1, ...bins);
  const at = binOf(own, low, high);
  const write = (value: number) => writeMeasure(measure, value);
  return (
    <>
      <p>
        <strong>{write(own)}</strong>, {verdict(better, peers)}{' '}
        <span className="text-muted">Median {write(median)}.</span>
      </p>
      <svg viewBox="0 0 400 92" className="mt-2 block h-24 w-full" preserveAspectRatio="none" aria-hidden="true">
        {bins.map((n, i) =>
          n === 0 ? null : (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
              key={i}
              x={i * 10 + 1}
              width={8}
              y={90 - 76 * (n / most)}
              height={76 * (n / most)}
              fill="var(--heat-3)"
              stroke="var(--control)"
              strokeWidth="0.5"
            />
          ),
        )}
        <line x1="0" x2="400" y1="91" y2="91" stroke="var(--control)" />
        {Number.isNaN(own) ? null : (
          <>
            <line x1={at * 10 + 5} x2={at * 10 + 5} y1="8" y2="91" stroke="var(--critical)" strokeWidth="2" />
            <path d={`M${at * 10} 2h10l-5 7z`} fill="var(--critical)" />
          </>
        )}
      </svg>
      <p className="flex justify-between text-caption text-muted">
        <span>{write(low)}</span>
        <span>
          {Number.isNaN(own) ? '' : '▼ this agent · '}
          {count(peers)} peers by {MEASURE_NAMES[measure].toLowerCase()}
        </span>
        <span>{write(high)}</span>
      </p>
    </>
  );
}

function verdict(better: number, peers: number): string {
  if (Number.isNaN(better)) return 'not known of the last hour.';
  if (better === 0) return `no better than any of its ${count(peers)} peers.`;
  return `better than ${share(better)} of its ${count(peers)} peers.`;
}
