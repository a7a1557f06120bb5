import { useMemo } from 'react';
import { count } from '@/format/number';
import { useChangeSearch, useRawSearch } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { PageNotices } from '@/ui/PageNotices';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { readChoice, subjectId, useBottlenecks, usePools, useWorkflows } from './bottlenecks/questions';
import { Ranking } from './bottlenecks/Ranking';
import { SlowRuns } from './bottlenecks/SlowRuns';
import { WhatIf } from './bottlenecks/WhatIf';
import { WorkflowPicker } from './bottlenecks/WorkflowPicker';

/** What limits throughput, and what if it were mended? */
export default function Bottlenecks() {
  const search = useRawSearch();
  const choice = useMemo(() => readChoice(search), [search]);
  const change = useChangeSearch();
  const workflows = useWorkflows();
  const list = workflows.data?.answer.workflows ?? [];
  const named = choice.workflow === undefined ? list[0] : list.find((one) => one.name === choice.workflow);
  // A link to a workflow without runs in this range still says so, instead of showing another one.
  const workflow = choice.workflow ?? named?.name;

  const ranking = useBottlenecks(workflow);
  const pools = usePools();
  const rows = ranking.data?.answer.bottlenecks ?? [];
  const chosen = rows.find((one) => subjectId(one) === choice.id) ?? (choice.id === undefined ? rows[0] : undefined);
  const [sort = '', name = ''] = chosen ? [chosen.sort, chosen.name] : split(choice.id);
  const answered = pools.data && 'pools' in pools.data ? pools.data.pools : [];
  const slotsNow = answered.find((pool) => pool.pool === name)?.current;

  return (
    <div className="flex flex-col gap-3">
      <PageNotices notices={choice.notices} />
      <Panel
        title="Where the time of a workflow goes"
        height={28}
        state={panelState(workflows, {
          empty: ({ answer }) =>
            answer.workflows.length === 0
              ? {
                  kind: 'unknown',
                  text: 'No workflow ran in this range. Take a longer one, or check that spans come in.',
                  command: './pitwall demo',
                }
              : undefined,
          partial: ({ answer }) =>
            answer.workflows.length < answer.total
              ? `showing ${count(answer.workflows.length)} of ${count(answer.total)}`
              : answer.complete
                ? undefined
                : 'from the newest 20,000 runs',
        })}
      >
        {() =>
          named ? (
            <WorkflowPicker
              workflows={list}
              chosen={named}
              onChoose={(next) => change({ workflow: next, id: undefined, v: undefined })}
            />
          ) : (
            <p>
              <span className="break-all">{choice.workflow}</span> has no runs in this range.{' '}
              <button
                type="button"
                className="text-accent underline"
                onClick={() => change({ workflow: undefined, id: undefined, v: undefined })}
              >
                Show the workflow with most runs
              </button>
            </p>
          )
        }
      </Panel>
      {workflow === undefined ? null : (
        <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
          <div className="flex min-w-0 flex-col gap-3">
            <Panel
              title="Ranking, most worth mending first"
              height={320}
              flush
              state={panelState(ranking, {
                empty: ({ answer }) =>
                  answer.bottlenecks.length === 0
                    ? {
                        kind: 'unknown',
                        text: `None of the ${count(answer.runs)} finished runs has a path to look at.`,
                      }
                    : undefined,
                partial: ({ answer }) =>
                  answer.message ??
                  (answer.bottlenecks.every((one) => one.ceiling === null)
                    ? 'no ceilings: the model does not reproduce these runs'
                    : undefined),
              })}
              actions={
                <PageLink to="/runs" search={{ workflow }}>
                  Its runs
                </PageLink>
              }
            >
              {({ answer }) => (
                <Ranking
                  rows={answer.bottlenecks}
                  selected={chosen ? subjectId(chosen) : undefined}
                  onSelect={(one) => change({ id: subjectId(one), v: undefined })}
                />
              )}
            </Panel>
            <Panel title="What differs in the slow runs" height={160} state={panelState(ranking)}>
              {({ answer }) => <SlowRuns rows={answer.bottlenecks} />}
            </Panel>
          </div>
          {name === '' ? null : (
            <WhatIf
              workflow={workflow}
              subject={name}
              sort={sort}
              lever={choice.lever}
              value={choice.value}
              slotsNow={slotsNow}
              trend={named?.trend ?? []}
            />
          )}
        </div>
      )}
    </div>
  );
}

function split(id: string | undefined): [string, string] {
  const at = id?.indexOf(':') ?? -1;
  return id === undefined || at < 0 ? ['', ''] : [id.slice(0, at), id.slice(at + 1)];
}
