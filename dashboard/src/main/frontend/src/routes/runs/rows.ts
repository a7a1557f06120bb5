import type { Schema } from '@/api/client';

export type Run = Schema<'Run'>;

/** Runs of several pages, each once: a page may show one again that moved meanwhile. What came last counts. */
export function onlyOnce(pages: readonly (readonly Run[])[]): Run[] {
  const known = new Map<string, Run>();
  for (const page of pages) for (const run of page) known.set(run.trace_id, run);
  return [...known.values()];
}

/** Whether the text is in what a row of a run shows: workflow, service, agents, id. */
export function mentions(run: Run, text: string | undefined): boolean {
  const wanted = text?.trim().toLowerCase();
  if (!wanted) return true;
  return (
    run.trace_id.startsWith(wanted) ||
    [run.workflow, run.service, ...run.agents].some((name) => name.toLowerCase().includes(wanted))
  );
}

/**
 * What is shown while the pointer or the focus is in the list: the rows and their order stay, their values are the new ones.
 *
 * @return the rows to show, and how many new ones wait
 */
export function held(before: readonly Run[], after: readonly Run[]): { rows: Run[]; waiting: number } {
  const news = new Map(after.map((run) => [run.trace_id, run]));
  const rows = before.map((run) => {
    const now = news.get(run.trace_id);
    news.delete(run.trace_id);
    return now ?? run;
  });
  return { rows, waiting: news.size };
}

/** An id of a trace, as one would paste it into the filter. */
export function isTraceId(text: string | undefined): text is string {
  return /^[0-9a-f]{32}$/i.test(text?.trim() ?? '');
}
