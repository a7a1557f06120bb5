import { useMemo } from 'react';
import type { Schema } from '@/api/client';
import { useRawSearch } from '@/time/view';
import { PageNotices } from '@/ui/PageNotices';
import { Filters } from './runs/Filters';
import { useWorkflows } from './runs/queries';
import { RunList } from './runs/RunList';
import { readRunsSearch } from './runs/search';
import { Workflows } from './runs/Workflows';

const NONE: readonly Schema<'Workflow'>[] = [];

/** Which runs were slow, dear or wrong? */
export default function Runs() {
  const search = useRawSearch();
  const asked = useMemo(() => readRunsSearch(search), [search]);
  const workflows = useWorkflows();
  const known = workflows.data?.answer.workflows ?? NONE;
  return (
    <div className="flex flex-col gap-3">
      <PageNotices notices={asked.notices} />
      <Workflows query={workflows} chosen={asked.workflow} />
      <Filters asked={asked} workflows={known} />
      <RunList asked={asked} workflows={known} />
    </div>
  );
}
