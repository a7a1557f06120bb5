import { home, request } from '@/api/client';
import { cell } from '@/state/cell';
import { heard } from './connection';
import { EventReader, type WireEvent } from './events';
import { leadOrFollow } from './leader';

/** How news comes: by the stream, or only when questions are asked. */
export const streamState = cell<'connecting' | 'live' | 'polling'>('connecting');

type Listener = (name: string, data: unknown) => void;

const listeners = new Set<Listener>();

/** Listens to all events, with their data as JSON. Returns what ends it. */
export function onEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const CHANNEL = `pitwall-stream:${home.pathname}`;

/** A stream that says nothing, not even a heartbeat (every 15 s), for so long is dead. */
const SILENCE_MS = 40_000;
const RETRY_MS = [1_000, 5_000, 15_000, 30_000, 60_000];

/** A tab that nobody sees stops listening after this long. */
const HIDDEN_MS = 30_000;

type Told = { kind: 'event'; event: WireEvent } | { kind: 'state'; state: 'live' | 'polling' } | { kind: 'hello' };

/** Events whose last one a tab that comes later needs at once. */
const KEPT = new Set(['snapshot', 'delta']);

/** Connects this tab, as the leader or as a follower. Returns what ends it. */
export function connect(): () => void {
  let ending = new AbortController();
  let leading = false;
  const kept = new Map<string, WireEvent>();
  const channel = new BroadcastChannel(CHANNEL);

  const tell = (message: Told) => channel.postMessage(message);
  const setState = (state: 'live' | 'polling') => {
    streamState.set(state);
    tell({ kind: 'state', state });
  };

  channel.onmessage = ({ data: message }: MessageEvent<Told>) => {
    if (message.kind === 'hello') {
      if (!leading) return;
      const state = streamState.get();
      if (state !== 'connecting') tell({ kind: 'state', state });
      for (const event of kept.values()) tell({ kind: 'event', event });
    } else if (!leading && !ending.signal.aborted) {
      if (message.kind === 'state') streamState.set(message.state);
      else take(message.event);
    }
  };

  const lead = async (signal: AbortSignal) => {
    leading = true;
    let lastId: string | undefined;
    let failures = 0;
    try {
      while (!signal.aborted) {
        const end = await listen(lastId, signal, {
          opened: () => {
            failures = 0;
            setState('live');
          },
          event: (event) => {
            lastId = event.id ?? lastId;
            if (KEPT.has(event.name)) kept.set(event.name, event);
            take(event);
            tell({ kind: 'event', event });
          },
        });
        if (signal.aborted) return;
        failures = end === 'full' ? RETRY_MS.length : failures + 1;
        // One break is a restart or a proxy's time limit; after the second, questions are asked instead.
        if (failures >= 2) setState('polling');
        await pause(RETRY_MS[Math.min(failures, RETRY_MS.length) - 1]!, signal);
      }
    } finally {
      leading = false;
    }
  };

  const start = () => {
    ending = new AbortController();
    leadOrFollow(CHANNEL, lead, ending.signal);
    tell({ kind: 'hello' });
  };

  let hiding: ReturnType<typeof setTimeout> | undefined;
  const visibility = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(() => ending.abort(), HIDDEN_MS);
    else if (ending.signal.aborted) start();
  };
  document.addEventListener('visibilitychange', visibility);
  start();

  return () => {
    document.removeEventListener('visibilitychange', visibility);
    clearTimeout(hiding);
    ending.abort();
    channel.close();
  };
}

function take(event: WireEvent) {
  heard();
  if (event.name === 'heartbeat') return;
  let data: unknown;
  try {
    data = JSON.parse(event.data);
  } catch {
    return; // a broken event is as good as a missed one: the next tick asks anyway
  }
  for (const listener of [...listeners]) listener(event.name, data);
}

/** Reads one connection until it ends. `full`: the server wants no listener now. */
async function listen(
  lastId: string | undefined,
  signal: AbortSignal,
  to: { opened: () => void; event: (event: WireEvent) => void },
): Promise<'ended' | 'full'> {
  const broken = new AbortController();
  const stop = () => broken.abort();
  signal.addEventListener('abort', stop);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const awake = () => {
    clearTimeout(silence);
    silence = setTimeout(stop, SILENCE_MS);
  };
  try {
    awake();
    // Not EventSource: that cannot send a token.
    const response = await request(new URL('api/performance/stream', home), {
      headers: { Accept: 'text/event-stream', ...(lastId ? { 'Last-Event-ID': lastId } : {}) },
      signal: broken.signal,
      cache: 'no-store',
    });
    if (response.status === 204 || !response.body) return 'full';
    to.opened();
    const reader = new EventReader();
    const body = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await body.read();
      if (done) return 'ended';
      awake();
      for (const event of reader.read(value)) to.event(event);
    }
  } catch {
    return 'ended';
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
    broken.abort();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
