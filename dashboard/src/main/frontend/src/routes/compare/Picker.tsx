import { useState } from 'react';
import { count } from '@/format/number';
import { useChangeSearch } from '@/time/view';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import { runColumns } from '../runs/columns';
import { useWorkflows } from '../runs/queries';
import { isTraceId } from '../runs/rows';
import { useCandidates } from './queries';

/** Chooses a run for one side, from the runs of the range or by its id. */
export function Picker({
  side,
  workflow: given,
  onClose,
}: {
  side: 'a' | 'b';
  workflow: string | undefined;
  onClose: () => void;
}) {
  const change = useChangeSearch();
  const narrow = useNarrow();
  const [workflow, setWorkflow] = useState(given);
  const [sort, setSort] = useState<'newest' | 'slowest'>('newest');
  const [id, setId] = useState('');
  const candidates = useCandidates(workflow, sort);
  const workflows = useWorkflows().data?.answer.workflows ?? [];
  const names = [...new Set([...workflows.map((one) => one.name), ...(given ? [given] : [])])].sort();
  const choose = (trace: string) => {
    change({ [side]: trace });
    onClose();
  };
  const columns = (longest: number) =>
    runColumns(longest, workflows, narrow).filter((column) =>
      ['state', 'workflow', 'duration', 'started', 'cost'].includes(column.id),
    );
  return (
    <Dialog title={side === 'a' ? 'Choose run A' : 'Choose run B, the base'} onClose={onClose} wide>
      <div className="mb-3 flex flex-wrap items-end gap-3">
        <label className="flex flex-col gap-0.5 text-caption text-muted">
          Workflow
          <select
            className="field max-w-52 text-text"
            value={workflow ?? ''}
            onChange={(event) => setWorkflow(event.target.value || undefined)}
          >
            <option value="">All</option>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-0.5 text-caption text-muted">
          Order
          <select
            className="field text-text"
            value={sort}
            onChange={(event) => setSort(event.target.value === 'slowest' ? 'slowest' : 'newest')}
          >
            <option value="newest">Newest first</option>
            <option value="slowest">Slowest first</option>
          </select>
        </label>
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (isTraceId(id)) choose(id.trim().toLowerCase());
          }}
        >
          <label className="flex flex-col gap-0.5 text-caption text-muted">
            Or its trace id
            <input
              className="field w-56 font-mono text-text"
              maxLength={64}
              placeholder="32 hexadecimal digits"
              value={id}
              onChange={(event) => setId(event.target.value)}
            />
          </label>
          <Button type="submit" disabled={!isTraceId(id)}>
            Choose
          </Button>
        </form>
      </div>
      <Panel
        title="Ended runs"
        flush
        height={320}
        state={panelState(candidates, {
          empty: ({ answer }) =>
            answer.runs.length === 0
              ? { kind: 'unknown', text: 'No run of this workflow ended in this stretch of time.' }
              : undefined,
          partial: ({ answer }) =>
            answer.total > answer.runs.length ? `${count(answer.runs.length)} of ${count(answer.total)}` : undefined,
        })}
      >
        {({ answer }) => (
          <Table
            name="Runs to choose from"
            columns={columns(answer.runs.reduce((most, run) => Math.max(most, run.duration_ms), 0)).map(
              ({ value: _, ...column }) => column,
            )}
            rows={answer.runs}
            rowKey={(run) => run.trace_id}
            onOpen={(run) => choose(run.trace_id)}
            sorted
            maxHeight={360}
          />
        )}
      </Panel>
    </Dialog>
  );
}
