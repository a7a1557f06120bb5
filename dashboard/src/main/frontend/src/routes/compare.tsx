import { ArrowLeftRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useChangeSearch, useRawSearch } from '@/time/view';
import { Button } from '@/ui/Button';
import { PageNotices } from '@/ui/PageNotices';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Differences } from './compare/Differences';
import { Picker } from './compare/Picker';
import { useCohort, useRunSide } from './compare/queries';
import { SideCard } from './compare/SideCard';
import { COHORT, readCompareSearch } from './compare/search';
import { Verdict } from './compare/Verdict';

/** What differs between two runs, or between a run and what is usual? */
export default function Compare() {
  const search = useRawSearch();
  const asked = useMemo(() => readCompareSearch(search), [search]);
  const change = useChangeSearch();
  const [picking, setPicking] = useState<'a' | 'b' | undefined>(undefined);
  const a = useRunSide(asked.a);
  const toCohort = asked.b === COHORT;
  const b = useRunSide(toCohort ? undefined : asked.b);
  const workflow = a.data?.run?.workflow;
  const cohort = useCohort(toCohort && asked.a ? workflow : undefined, asked.a);
  const left = a.data;
  const right = toCohort ? cohort.data?.answer.side : b.data;
  const other = toCohort ? cohort : b;

  if (!asked.a) {
    return (
      <div className="flex flex-col gap-3">
        <PageNotices notices={asked.notices} />
        <section className="panel max-w-2xl p-4">
          <h2 className="text-section">Compare a run</h2>
          <p className="mt-2 text-muted">
            Choose a run. It is held against the median of its workflow, or against another run that you choose then.
          </p>
          <Button look="primary" className="mt-3" onClick={() => setPicking('a')}>
            Choose a run
          </Button>
        </section>
        {picking ? <Picker side="a" workflow={undefined} onClose={() => setPicking(undefined)} /> : null}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <PageNotices notices={asked.notices} />
      <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
        <SideCard name="A" state={panelState(a)} onPick={() => setPicking('a')} />
        <Button
          look="plain"
          className="self-center justify-self-center"
          aria-label="Swap A and B"
          title="Swap A and B"
          disabled={toCohort}
          onClick={() => change({ a: asked.b, b: asked.a })}
        >
          <ArrowLeftRight size={16} aria-hidden />
        </Button>
        {toCohort ? (
          <SideCard
            name="B"
            state={panelState({ ...cohort, data: cohort.data?.answer.side } as unknown as typeof a, {
              empty: (side) =>
                side.runs === 0
                  ? {
                      kind: 'unknown',
                      text: `No other run of ${workflow ?? 'this workflow'} ended in this stretch of time. Choose a longer one, or a run.`,
                    }
                  : undefined,
            })}
            cohortOf={workflow}
            cohortTotal={cohort.data?.answer.total}
            onPick={() => setPicking('b')}
          />
        ) : (
          <SideCard
            name="B"
            state={panelState(b)}
            onPick={() => setPicking('b')}
            onCohort={() => change({ b: undefined })}
          />
        )}
      </div>
      {left && right && right.runs > 0 ? (
        <>
          <Verdict a={left} b={right} />
          <Differences a={left} b={right} asked={asked} refreshing={a.isPlaceholderData || other.isPlaceholderData} />
        </>
      ) : a.isError || other.isError ? null : (
        <Panel title="Differences" state={{ kind: 'loading' }} height={320}>
          {() => null}
        </Panel>
      )}
      {picking ? <Picker side={picking} workflow={workflow} onClose={() => setPicking(undefined)} /> : null}
    </div>
  );
}
