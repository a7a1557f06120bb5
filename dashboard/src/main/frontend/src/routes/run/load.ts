import { home, request } from '@/api/client';
import { ApiError } from '@/api/problem';
import type { PageRead, ReadFailed, Told, TraceMade } from './reader';
import { Trace } from './trace';

/** Spans of a page; the server gives no more. */
const PAGE = 10_000;

/** A run with more is shown in part, and says so: the browser would hold half a gigabyte. */
export const MOST_SPANS = 300_000;

/** How far a load is. */
export interface Progress {
  loaded: number;
  total: number;
}

interface Watching {
  progress: (progress: Progress) => void;
  /** Told what there is after the first page of several, to have something to look at. */
  first: (trace: Trace) => void;
}

/** Loads the spans of a run page by page; reading and laying out is done by a worker. */
export async function loadTrace(id: string, signal: AbortSignal, watching: Watching): Promise<Trace> {
  const worker = new Worker(new URL('./spans.worker.ts', import.meta.url), { type: 'module' });
  try {
    let cursor: string | null = null;
    let loaded = 0;
    do {
      const url = new URL(`api/performance/runs/${encodeURIComponent(id)}/spans`, home);
      url.searchParams.set('limit', String(PAGE));
      url.searchParams.set('detailed', 'false');
      if (cursor !== null) url.searchParams.set('cursor', cursor);
      const bytes = await (await request(url, { signal })).arrayBuffer();
      const page: PageRead = await ask<PageRead>(worker, { kind: 'page', bytes }, [bytes], signal);
      if (loaded === 0 && page.next !== null) watching.first(await make(worker, signal));
      loaded = page.size;
      cursor = page.next;
      watching.progress({ loaded, total: page.total });
    } while (cursor !== null && loaded < MOST_SPANS);
    return await make(worker, signal);
  } finally {
    worker.terminate();
  }
}

async function make(worker: Worker, signal: AbortSignal): Promise<Trace> {
  const made = await ask<TraceMade>(worker, { kind: 'make' }, [], signal);
  return new Trace(made.columns, made.idle, made.total);
}

function ask<T extends PageRead | TraceMade>(
  worker: Worker,
  told: Told,
  handed: Transferable[],
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException('The load was given up', 'AbortError'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    worker.onmessage = ({ data }: MessageEvent<PageRead | TraceMade | ReadFailed>) => {
      signal.removeEventListener('abort', abort);
      if (data.kind === 'failed') reject(new ApiError(0, `The spans cannot be read: ${data.message}`));
      else resolve(data as T);
    };
    worker.onerror = (event) => reject(new ApiError(0, `The spans cannot be read: ${event.message || 'no worker'}`));
    worker.postMessage(told, handed);
  });
}
