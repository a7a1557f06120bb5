import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import { answer, api } from '@/api/client';
import { useAsk } from '@/api/queries';
import { count } from '@/format/number';
import { instant } from '@/format/time';
import { onEvent } from '@/live/stream';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';

/** Waits for the first span, and says so when it is there: looked for after each round of the server. */
export function FirstSpan() {
  const { zone } = useView();
  const client = useQueryClient();
  const first = useAsk(['first-span'], async (signal) => {
    const [runs, agents] = await Promise.all([
      answer(api.GET('/api/performance/runs', { params: { query: { limit: 1, hours: 168 } }, signal })),
      answer(api.GET('/api/performance/agents', { params: { query: { limit: 1 } }, signal })),
    ]);
    return { run: runs.runs[0], runs: runs.total, agents: agents.total };
  });
  useEffect(
    () =>
      onEvent((name) => {
        if (name === 'delta') void client.invalidateQueries({ queryKey: ['first-span'] });
      }),
    [client],
  );
  return (
    <Panel title="First span" state={panelState(first)} height={72}>
      {({ run, runs, agents }) =>
        run || agents > 0 ? (
          <p className="flex items-start gap-2" data-first-span="received">
            <CircleCheck size={20} className="shrink-0 text-ok" aria-hidden />
            <span>
              Received: {count(agents)} {agents === 1 ? 'agent' : 'agents'}, {count(runs)} {runs === 1 ? 'run' : 'runs'}{' '}
              of the last seven days
              {run ? `; the latest began ${instant(Date.parse(run.started_at), now(), zone)}` : ''}.{' '}
              <PageLink to="/">To the overview</PageLink>
            </span>
          </p>
        ) : (
          <p className="flex items-start gap-2 text-muted" data-first-span="waiting">
            <LoaderCircle size={20} className="shrink-0 animate-spin" aria-hidden />
            Waiting. What you send is here within seconds; this page need not be loaded again.
          </p>
        )
      }
    </Panel>
  );
}
