import { useChangeSearch } from '@/time/view';
import type { Advice } from './gain';
import { type Filter, names, PRIORITIES, STATES } from './questions';

/** Most names a list offers; more are found by the filter of the page. */
const MOST = 500;

/** State, priority, agent and workflow; all in the URL. */
export function Filters({ filter, all }: { filter: Filter; all: readonly Advice[] }) {
  const change = useChangeSearch();
  const { agents, workflows } = names(all);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Choice
        label="State"
        value={filter.state}
        options={STATES}
        words={(state) => (state === 'open' ? 'open or accepted' : state)}
        onChoose={(state) => change({ state: state === 'open' ? undefined : state })}
      />
      <Choice
        label="Priority"
        value={filter.priority ?? ''}
        options={['', ...PRIORITIES]}
        onChoose={(prio) => change({ prio: prio || undefined })}
      />
      <Choice
        label="Agent"
        value={filter.agent ?? ''}
        options={['', ...kept(filter.agent, agents)]}
        onChoose={(agent) => change({ agent: agent || undefined })}
      />
      <Choice
        label="Workflow"
        value={filter.workflow ?? ''}
        options={['', ...kept(filter.workflow, workflows)]}
        onChoose={(workflow) => change({ workflow: workflow || undefined })}
      />
      <label className="flex min-h-6 items-center gap-2 text-table">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={filter.muted}
          onChange={(event) => change({ muted: event.target.checked ? '1' : undefined })}
        />
        also what other advice explains
      </label>
    </div>
  );
}

/** What is chosen is offered, even if there is nothing of it any more. */
function kept(chosen: string | undefined, all: readonly string[]): string[] {
  const some = all.slice(0, MOST);
  return chosen === undefined || some.includes(chosen) ? some : [chosen, ...some];
}

function Choice<T extends string>({
  label,
  value,
  options,
  words = (option) => option || 'all',
  onChoose,
}: {
  label: string;
  value: T;
  options: readonly T[];
  words?: (option: T) => string;
  onChoose: (option: T) => void;
}) {
  return (
    <label className="flex min-w-0 items-center gap-2 text-table">
      <span className="text-muted">{label}</span>
      <select className="field max-w-48" value={value} onChange={(event) => onChoose(event.target.value as T)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
