import { Grid3x3, Network, Table2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { count } from '@/format/number';
import { useGo } from '@/shell/useGo';
import { useChangeSearch, useRawSearch, useView } from '@/time/view';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { chosen } from './fleet/agents';
import { Drawer } from './fleet/Drawer';
import { FleetTable } from './fleet/FleetTable';
import { HandoffPanel } from './fleet/HandoffPanel';
import { HeatGrid } from './fleet/HeatGrid';
import { Legend } from './fleet/Legend';
import { groupsOf } from './fleet/layout';
import { MEASURE_NAMES, MEASURE_TEXTS, SICK, scaleOf, stepsOf } from './fleet/measures';
import { type FleetView, type Grouping, MEASURES, readFleetParams, writeSelected } from './fleet/params';
import { SharedLine } from './fleet/SharedLine';
import { firstValues, type Kind, traitsOf, whatTheyShare } from './fleet/traits';
import { MOST_AGENTS, useFleet, useTraits, type Version } from './fleet/useFleet';

/** Which of my agents are sick, and are they alike? */
export default function Fleet() {
  const view = useView();
  const { query, version } = useFleet();
  const state = panelState(query, {
    empty: ({ ids }) =>
      ids.length === 0
        ? {
            kind: 'unknown',
            text: 'No agent was ever seen. Send spans of agents, or report what they finish:',
            command: 'POST /api/performance/agent-performance',
          }
        : undefined,
    partial: ({ ids, total }) =>
      ids.length < total ? `showing the ${count(MOST_AGENTS)} with the worst score of ${count(total)}` : undefined,
  });
  const filter = [view.team, view.q].filter(Boolean).join(' ');
  return (
    <Panel title={filter ? `Agents like “${filter}”` : 'Agents'} state={state} height={560} actions={<Views />}>
      {() => <Content version={version} />}
    </Panel>
  );
}

const VIEW_LOOKS = [
  ['grid', 'Grid', Grid3x3],
  ['graph', 'Hand-offs', Network],
  ['table', 'Table', Table2],
] as const;

function Views() {
  const change = useChangeSearch();
  const { view } = readFleetParams(useRawSearch());
  const show = (to: FleetView) => change({ view: to === 'grid' ? undefined : to });
  return (
    <fieldset className="flex" aria-label="View">
      {VIEW_LOOKS.map(([id, name, Icon]) => (
        <Button key={id} look="plain" aria-pressed={view === id} onClick={() => show(id)}>
          <Icon size={14} aria-hidden /> <span className="max-sm:sr-only">{name}</span>
        </Button>
      ))}
    </fieldset>
  );
}

const GROUPING_NAMES: Record<Grouping, string> = {
  type: 'Type',
  team: 'Team (service)',
  workflow: 'Workflow',
  model: 'Model',
  none: 'Nothing',
};

/** The trait that agents stand together by. */
const GROUPING_KINDS: Record<Grouping, Kind | undefined> = {
  type: 'type',
  team: 'service',
  workflow: 'workflow',
  model: 'model',
  none: undefined,
};

function Content({ version }: { version: Version }) {
  const agents = version.agents!;
  const search = useRawSearch();
  const params = useMemo(() => readFleetParams(search), [search]);
  const { team, q } = useView();
  const change = useChangeSearch();
  const go = useGo();
  const traitsAnswer = useTraits().data;

  const places = useMemo(() => chosen(agents, team, q), [agents, team, q]);
  const traits = useMemo(() => traitsOf(agents, traitsAnswer), [agents, traitsAnswer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version tells that numbers changed in place
  const scale = useMemo(() => scaleOf(params.by, agents, places), [params.by, places, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const steps = useMemo(() => stepsOf(scale, agents), [scale, version]);
  const groups = useMemo(() => {
    const kind = GROUPING_KINDS[params.group];
    const names = kind ? firstValues(agents, traits, kind) : undefined;
    const nameOf = (place: number) => (names ? names[place] : 'All');
    return groupsOf(places, nameOf, (place) => steps[place] === SICK, 'not known');
  }, [agents, traits, params.group, places, steps]);
  const shared = useMemo(
    () => whatTheyShare(traits, (place) => steps[place] === SICK, places),
    [traits, steps, places],
  );
  const counts = useMemo(() => {
    const sums = [0, 0, 0, 0, 0, 0];
    for (const place of places) sums[steps[place]!]!++;
    return sums;
  }, [places, steps]);

  // A link names so many at most; what is selected beyond is of this screen alone.
  const [many, setMany] = useState<readonly string[]>([]);
  const ids = many.length > 0 && params.selected.every((id, i) => many[i] === id) ? many : params.selected;
  const selected = useMemo(() => {
    const found = ids.map((id) => agents.placeOf.get(id)).filter((place) => place !== undefined);
    return new Set(found);
  }, [ids, agents]);
  const select = useCallback(
    (chosenPlaces: readonly number[]) => {
      const named = chosenPlaces.map((place) => agents.ids[place]!);
      setMany(named);
      change({ sel: writeSelected(named) }, { replace: true });
    },
    [agents, change],
  );

  if (places.length === 0) return <p className="text-muted">No agent is like that. Clear the filter above.</p>;
  return (
    <div className="flex flex-col gap-3">
      <SharedLine
        answer={shared}
        sickMeans={scale.sick}
        known={(traitsAnswer?.agent_id.length ?? 0) > 0}
        onSelect={select}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Choice
          label="Colour by"
          value={params.by}
          options={MEASURES.map((by) => [by, MEASURE_NAMES[by], MEASURE_TEXTS[by]])}
          onChoose={(by) => change({ by: by === 'score' ? undefined : by }, { replace: true })}
        />
        {params.view === 'grid' ? (
          <label className="flex items-center gap-2 text-caption text-muted">
            Group by
            <select
              className="field text-text"
              value={params.group}
              onChange={(event) => {
                const group = event.target.value;
                change({ group: group === 'type' ? undefined : group }, { replace: true });
              }}
            >
              {Object.entries(GROUPING_NAMES).map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <Legend scale={scale} counts={counts} />
      </div>
      <div className={selected.size > 0 ? 'grid grid-cols-1 gap-3 lg:grid-cols-[minmax(0,1fr)_300px]' : ''}>
        <div className="min-w-0">
          {params.view === 'grid' ? (
            <HeatGrid
              agents={agents}
              groups={groups}
              steps={steps}
              scale={scale}
              selected={selected}
              onSelect={select}
              onOpen={(place) => go('/agents/$id', { id: agents.ids[place]! })}
            />
          ) : params.view === 'table' ? (
            <FleetTable agents={agents} places={places} steps={steps} selected={selected} onSelect={select} />
          ) : (
            <HandoffPanel agents={agents} steps={steps} />
          )}
        </div>
        {selected.size > 0 ? (
          <Drawer
            agents={agents}
            places={[...selected]}
            among={places}
            steps={steps}
            scale={scale}
            traits={traits}
            onClose={() => select([])}
            onSelect={select}
          />
        ) : null}
      </div>
    </div>
  );
}

function Choice<Id extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: Id;
  options: readonly (readonly [Id, string, string])[];
  onChoose: (id: Id) => void;
}) {
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1">
      <legend className="float-left mr-1 text-caption text-muted">{label}</legend>
      {options.map(([id, name, title]) => (
        <Button key={id} look="plain" aria-pressed={id === value} title={title} onClick={() => onChoose(id)}>
          {name}
        </Button>
      ))}
    </fieldset>
  );
}
