import type { ReactNode } from 'react';
import type { Schema } from '@/api/client';
import { useChangeSearch } from '@/time/view';
import { Button } from '@/ui/Button';
import { useTyped } from '@/ui/useTyped';
import type { RunsSearch } from './search';

const STATE_NAMES = { error: 'Failed', running: 'Running', final: 'Ended' } as const;
const SORT_NAMES = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  slowest: 'Slowest first',
  dearest: 'Dearest first',
} as const;

/** What narrows the list. The text filter is in the header. */
export function Filters({ asked, workflows }: { asked: RunsSearch; workflows: readonly Schema<'Workflow'>[] }) {
  const change = useChangeSearch();
  const names = [
    ...new Set([...workflows.map((workflow) => workflow.name), ...(asked.workflow ? [asked.workflow] : [])]),
  ];
  const agents = workflows
    .filter((workflow) => !asked.workflow || workflow.name === asked.workflow)
    .flatMap((workflow) => workflow.agents.map((agent) => agent.agent_id));
  const any = asked.workflow || asked.agent || asked.status || asked.min;
  return (
    <search aria-label="Runs" className="panel flex flex-wrap items-end gap-x-3 gap-y-2 px-3 py-2">
      <Labelled label="Workflow">
        <select
          className="field max-w-48"
          value={asked.workflow ?? ''}
          onChange={(event) => change({ workflow: event.target.value || undefined })}
        >
          <option value="">All</option>
          {names.sort().map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label="State">
        <select
          className="field"
          value={asked.status ?? ''}
          onChange={(event) => change({ status: event.target.value || undefined })}
        >
          <option value="">All</option>
          {Object.entries(STATE_NAMES).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </Labelled>
      <Typed
        label="Agent"
        value={asked.agent ?? ''}
        list={[...new Set(agents)].sort().slice(0, 200)}
        onChange={(agent) => change({ agent: agent.trim() || undefined }, { replace: true })}
      />
      <Typed
        label="At least, seconds"
        value={asked.min === undefined ? '' : String(asked.min / 1_000)}
        number
        onChange={(seconds) => {
          const ms = Number(seconds) * 1_000;
          change({ min: seconds !== '' && ms > 0 ? String(Number(ms.toFixed(3))) : undefined }, { replace: true });
        }}
      />
      <Labelled label="Order">
        <select
          className="field"
          value={asked.sort}
          onChange={(event) => change({ sort: event.target.value === 'newest' ? undefined : event.target.value })}
        >
          {Object.entries(SORT_NAMES).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </Labelled>
      {any ? (
        <Button onClick={() => change({ workflow: undefined, agent: undefined, status: undefined, min: undefined })}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="flex flex-col gap-0.5 text-caption text-muted">
      {label}
      <span className="text-text">{children}</span>
    </label>
  );
}

/** A field whose value counts once nothing is typed for a moment. */
function Typed({
  label,
  value,
  list,
  number = false,
  onChange,
}: {
  label: string;
  value: string;
  list?: readonly string[];
  number?: boolean;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useTyped(value, onChange);
  const id = `list-${label.replaceAll(/\W/g, '')}`;
  return (
    <Labelled label={label}>
      <input
        className={`field ${number ? 'w-28' : 'w-40'}`}
        type={number ? 'number' : 'text'}
        {...(number ? { min: 0, step: 'any' } : { maxLength: 500 })}
        list={list ? id : undefined}
        placeholder="Any"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {list ? (
        <datalist id={id}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      ) : null}
    </Labelled>
  );
}
