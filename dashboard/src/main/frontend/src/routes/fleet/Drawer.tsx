import { X } from 'lucide-react';
import { bytes, count, duration, fixed, money, percent, share } from '@/format/number';
import { ago, instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { Button } from '@/ui/Button';
import { PageLink } from '@/ui/PageLink';
import { Status } from '@/ui/Status';
import type { Agents } from './agents';
import { MEASURE_NAMES, type Scale, SICK, UNKNOWN, writeMeasure } from './measures';
import type { Measure } from './params';
import { KINDS, type Kind, type Traits, whatTheyShare } from './traits';

/** Agents that are named of many; all are in the table. */
const NAMED = 12;

interface DrawerProps {
  agents: Agents;
  places: readonly number[];
  /** Places of all agents that are shown, to compare with. */
  among: readonly number[];
  steps: Uint8Array;
  scale: Scale;
  traits: Traits;
  onClose: () => void;
  onSelect: (places: readonly number[]) => void;
}

/** What is selected: one agent with its numbers, or many with what they have in common. Stands beside, never over. */
export function Drawer(props: DrawerProps) {
  const [first] = props.places;
  if (first === undefined) return null;
  const one = props.places.length === 1;
  return (
    <aside className="panel self-start" aria-label="Selected agents" data-drawer>
      <header className="panel-head">
        <h2 className="min-w-0 truncate" title={one ? props.agents.ids[first] : undefined}>
          {one ? props.agents.ids[first] : `${count(props.places.length)} agents`}
        </h2>
        <Button
          look="plain"
          className="ml-auto"
          aria-label="Select none"
          title="Select none (Esc)"
          onClick={props.onClose}
        >
          <X size={14} aria-hidden />
        </Button>
      </header>
      <div className="p-3">{one ? <One {...props} place={first} /> : <Many {...props} />}</div>
    </aside>
  );
}

function One({ agents, place, steps, traits }: DrawerProps & { place: number }) {
  const { zone } = useView();
  const { numbers } = agents;
  const at = (name: keyof typeof numbers) => numbers[name][place]!;
  const seen = at('lastActivity');
  const rows: [string, string | undefined][] = [
    ['Type', agents.types[place]],
    ['Score', share(at('score'))],
    ['p95, last hour', duration(at('p95') * 1_000)],
    ['Mean', duration(at('mean') * 1_000)],
    ['Failed', share(at('errors'))],
    ['Tasks', count(at('tasks'))],
    ['Tasks a minute', fixed(at('throughput'), 2)],
    ['Cost, last hour', money(at('cost'))],
    ['Memory', bytes(at('memory') * 1024 * 1024)],
    ['CPU', percent(at('cpu'))],
    ['Last seen', Number.isNaN(seen) ? '–' : seenText(seen, zone)],
  ];
  return (
    <>
      <div className="mb-2 flex items-center gap-2">
        {steps[place] === SICK ? (
          <Status level="critical">sick</Status>
        ) : steps[place] === UNKNOWN ? (
          <Status level="unknown">idle</Status>
        ) : (
          <Status level="ok">well</Status>
        )}
        <PageLink to="/agents/$id" params={{ id: agents.ids[place]! }} className="ml-auto font-medium">
          Open agent
        </PageLink>
      </div>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {KINDS.filter((kind) => kind !== 'type').map((kind) => {
          const values = valuesOf(traits, kind, place);
          return values.length === 0 ? null : (
            <div key={kind}>
              <dt>{KIND_NAMES[kind]}</dt>
              <dd className="break-words">{values.join(', ')}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

const KIND_NAMES: Record<Kind, string> = {
  type: 'Type',
  workflow: 'Workflows',
  service: 'Services',
  model: 'Models',
  tool: 'Tools',
};

function seenText(seen: number, zone: string): string {
  const at = now();
  return at - seen < 86_400_000 ? ago(seen, at) : instant(seen, at, zone);
}

function valuesOf(traits: Traits, kind: Kind, place: number): string[] {
  const values: string[] = [];
  for (const [value, places] of traits.get(kind) ?? []) if (places.includes(place)) values.push(value);
  return values;
}

function Many({ agents, places, among, steps, scale, traits, onSelect }: DrawerProps) {
  const chosen = new Set(places);
  const sick = places.filter((place) => steps[place] === SICK);
  const common = whatTheyShare(traits, (place) => chosen.has(place), among).shared;
  const values = agents.numbers[scale.measure];
  const badness = (place: number) => {
    const value = values[place]!;
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : scale.measure === 'score' ? -value : value;
  };
  const worst = [...places].sort((a, b) => badness(b) - badness(a)).slice(0, NAMED);
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Sick</dt>
          <dd>
            {count(sick.length)} ({share(sick.length / places.length)})
          </dd>
        </div>
        {(['score', 'p95', 'errors', 'cost'] as const).map((measure) => (
          <div key={measure}>
            <dt>{MEASURE_NAMES[measure]}, median</dt>
            <dd>{writeMeasure(measure, medianOf(agents, measure, places))}</dd>
          </div>
        ))}
      </dl>
      <h3 className="mt-3 mb-1 text-caption text-muted">What sets them apart</h3>
      {common.length === 0 ? (
        <p className="text-table">Nothing that is known.</p>
      ) : (
        <ul className="text-table">
          {common.map((one) => (
            <li key={one.traits[0]!.value} className="break-words">
              {one.traits.map(({ kind, value }) => `${kind} ${value}`).join(' = ')}
              <span className="text-muted">
                {' '}
                · {count(one.sick)} of {count(one.all)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3 className="mt-3 mb-1 text-caption text-muted">
        By {MEASURE_NAMES[scale.measure].toLowerCase()}, worst first
        {places.length > NAMED ? ` · showing ${NAMED} of ${count(places.length)}` : ''}
      </h3>
      <ul className="text-table">
        {worst.map((place) => (
          <li key={agents.ids[place]} className="flex items-center gap-2">
            <PageLink to="/agents/$id" params={{ id: agents.ids[place]! }} className="min-w-0 flex-1 truncate py-0.5">
              {agents.ids[place]}
            </PageLink>
            <span className={steps[place] === SICK ? 'text-critical' : ''}>
              {writeMeasure(scale.measure, agents.numbers[scale.measure][place]!)}
            </span>
          </li>
        ))}
      </ul>
      {sick.length > 0 && sick.length < places.length ? (
        <Button className="mt-3" onClick={() => onSelect(sick)}>
          Select the {count(sick.length)} sick
        </Button>
      ) : null}
    </>
  );
}

function medianOf(agents: Agents, measure: Measure, places: readonly number[]): number {
  const values = places.map((place) => agents.numbers[measure][place]!).filter((value) => !Number.isNaN(value));
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}
