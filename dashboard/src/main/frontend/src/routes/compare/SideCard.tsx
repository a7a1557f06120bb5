import type { ReactNode } from 'react';
import { count, duration, money } from '@/format/number';
import { Button } from '@/ui/Button';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import type { PanelState } from '@/ui/panelState';
import { RunStatus, Started } from '../runs/columns';
import type { Side } from './queries';

/** What stands on one side. */
export function SideCard({
  name,
  state,
  cohortOf,
  cohortTotal,
  onPick,
  onCohort,
}: {
  name: 'A' | 'B';
  state: PanelState<Side>;
  /** The workflow whose median it is, if it is one. */
  cohortOf?: string | undefined;
  cohortTotal?: number | undefined;
  onPick: () => void;
  /** Holds against the median instead. */
  onCohort?: () => void;
}) {
  return (
    <Panel
      title={name === 'A' ? 'A' : 'B, the base'}
      state={state}
      height={88}
      actions={
        <>
          {onCohort ? <Button onClick={onCohort}>Take the median</Button> : null}
          <Button onClick={onPick}>{cohortOf === undefined ? 'Choose another run' : 'Choose a run'}</Button>
        </>
      }
    >
      {(side) => (
        <div className="flex flex-col gap-1.5">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="text-title font-semibold">{duration(side.durationMs)}</span>
            {side.run ? (
              <>
                <RunStatus run={side.run} />
                <PageLink to="/runs/$id" params={{ id: side.run.trace_id }}>
                  {side.run.workflow} <code>{side.run.trace_id.slice(0, 8)}</code>
                </PageLink>
                <span className="text-muted">
                  <Started run={side.run} />
                </span>
              </>
            ) : (
              <span className="text-muted">
                median of the newest {count(side.runs)}
                {cohortTotal !== undefined ? ` of ${count(cohortTotal)}` : ''} ended runs of {cohortOf}
                {side.runs < 8 ? ' – few, so rather a hint' : ''}
              </span>
            )}
          </p>
          <dl className="flex flex-wrap gap-x-5 gap-y-1 text-table">
            <Fact term="Spans">{count(side.spans)}</Fact>
            <Fact term="Model calls">{count(side.modelCalls)}</Fact>
            <Fact term="Tokens">{count(side.tokens)}</Fact>
            <Fact term="Cost">{money(side.costUsd)}</Fact>
            <Fact term="Errors">{count(side.errorSpans)}</Fact>
          </dl>
        </div>
      )}
    </Panel>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
