import { home, request } from '@/api/client';
import { asApiError } from '@/api/problem';
import { useAsk } from '@/api/queries';
import { bytes, count, duration, share } from '@/format/number';
import { instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Status } from '@/ui/Status';
import { faults, type Sample, samples, total } from './exposition';

interface OwnHealth {
  ready: boolean;
  all: Sample[];
}

/** Beyond this part of the queue the server soon refuses what comes in. */
const QUEUE_LIMIT = 0.8;

async function askHealth(signal: AbortSignal): Promise<OwnHealth> {
  try {
    const [ready, metrics] = await Promise.all([
      request(new URL('readyz', home), { signal }).then(
        () => true,
        (failure: unknown) => {
          if (asApiError(failure).status === 503) return false;
          throw failure;
        },
      ),
      request(new URL('metrics', home), { signal }).then((response) => response.text()),
    ]);
    return { ready, all: samples(metrics) };
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw asApiError(failure);
  }
}

/** How Pitwall itself does, from what it tells Prometheus. */
export function Health() {
  const health = useAsk(['own-health'], askHealth);
  return (
    <Panel
      title="How Pitwall itself does"
      height={320}
      state={panelState(health, {
        empty: ({ all }) =>
          all.length === 0
            ? {
                kind: 'unknown',
                text: 'GET /metrics answers without a single number; a proxy between may have changed it.',
              }
            : undefined,
      })}
      actions={
        <a href={new URL('metrics', home).href} target="_blank" rel="noreferrer">
          /metrics
        </a>
      }
    >
      {(own) => <Numbers own={own} />}
    </Panel>
  );
}

function Numbers({ own: { ready, all } }: { own: OwnHealth }) {
  const { zone } = useView();
  const of = (name: string) => total(all, `pitwall_${name}`);
  const waiting = of('store_queue_records');
  const capacity = of('store_queue_capacity_records');
  const queue = waiting !== undefined && capacity ? waiting / capacity : undefined;
  const started = total(all, 'process_start_time_seconds');
  const version = all.find((sample) => sample.name === 'pitwall_build_info')?.labels.version;
  const heap = all.filter((sample) => sample.name === 'jvm_memory_used_bytes' && sample.labels.area === 'heap');
  const wrong = faults(all);
  const failedCommits = of('store_failed_commits_total') ?? 0;
  const good = ready && (queue ?? 0) < QUEUE_LIMIT && failedCommits === 0;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-x-4">
        <Status level={good ? 'ok' : ready ? 'warning' : 'critical'}>
          {good ? 'well' : ready ? 'works, but look below' : 'not ready: the store cannot be read or written'}
        </Status>
        <span className="text-muted">
          {version ? `version ${version}, ` : ''}
          {started === undefined
            ? ''
            : `running for ${duration(now() - started * 1_000)}, since ${instant(started * 1_000, now(), zone)}`}
        </span>
      </p>
      <Group title="Store">
        <Fact name="records waiting" text={`${count(waiting)} of ${count(capacity)} (${share(queue)})`} />
        <Fact name="last commit took" text={duration(seconds(of('store_last_commit_seconds')))} />
        <Fact name="commits that failed" text={count(of('store_failed_commits_total'))} />
        <Fact name="file" text={bytes(of('store_file_bytes'))} />
        <Fact name="spans" text={count(of('store_spans'))} />
        <Fact name="samples" text={count(of('store_samples'))} />
        <Fact name="runs" text={count(of('store_runs'))} />
        <Fact name="series" text={count(of('series'))} />
      </Group>
      <Group title="Process">
        <Fact name="memory" text={bytes(total(all, 'process_resident_memory_bytes'))} />
        <Fact name="Java heap" text={`${bytes(heap[0]?.value)} of ${bytes(total(all, 'jvm_memory_max_bytes'))}`} />
        <Fact name="processor time" text={duration(seconds(total(all, 'process_cpu_seconds_total')))} />
        <Fact name="collecting garbage" text={duration(seconds(total(all, 'jvm_gc_collection_seconds_total')))} />
        <Fact name="threads" text={count(total(all, 'jvm_threads_current'))} />
        <Fact name="open files" text={count(total(all, 'process_open_fds'))} />
        <Fact name="connections" text={count(of('http_connections'))} />
        <Fact name="live pages" text={count(of('http_event_streams'))} />
      </Group>
      <section>
        <h3 className="mb-1 text-body font-semibold">What went wrong or was left out since the start</h3>
        {wrong.length === 0 ? (
          <Status level="ok">nothing</Status>
        ) : (
          <ul className="flex flex-col gap-1">
            {wrong.map((one) => (
              <li key={one.name}>
                <strong className="font-semibold">{count(one.value)}</strong>{' '}
                <code className="break-all">{one.name}</code>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function seconds(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value * 1_000;
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-body font-semibold">{title}</h3>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">{children}</dl>
    </section>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-caption text-muted">{name}</dt>
      <dd className="font-medium break-words">{text}</dd>
    </div>
  );
}
