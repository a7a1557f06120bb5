import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { answer, api, type Schema } from '@/api/client';
import { ApiError, asApiError } from '@/api/problem';
import { useAsk } from '@/api/queries';
import { count, duration } from '@/format/number';
import { announce } from '@/ui/announce';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Status } from '@/ui/Status';

type Channel = Schema<'Channel'>;

/** The channels; undefined where the server has no such path, as one of an earlier version. */
async function askChannels(signal: AbortSignal): Promise<Channel[] | undefined> {
  try {
    return (await answer(api.GET('/api/performance/channels', { signal }))).channels;
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 404) return undefined;
    throw failure;
  }
}

/** Where alerts are sent, how that goes, and a test for each. */
export function Notifications() {
  const channels = useAsk(['channels'], async (signal) => ({ channels: await askChannels(signal) }));
  return (
    <Panel
      title="Channels of notifications"
      height={120}
      flush
      state={panelState(channels, {
        empty: (data) =>
          data.channels === undefined
            ? {
                kind: 'unknown',
                text: 'Not there: this server has no notification channels (GET /api/performance/channels answers 404).',
              }
            : data.channels.length === 0
              ? {
                  kind: 'unknown',
                  text: 'No channel is configured: alerts are seen here only. Add one under notifications in the configuration of the server.',
                }
              : undefined,
      })}
    >
      {(data) => (
        <ul>
          {data.channels?.map((channel) => (
            <Line key={channel.name} channel={channel} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Line({ channel }: { channel: Channel }) {
  const { notifications: kept, faults } = channel;
  const test = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/performance/notifications/test', { body: { channel: channel.name } })).catch((failure) => {
        throw asApiError(failure);
      }),
    onSuccess: (told) => announce(told.delivered ? 'The test arrived' : `The test did not arrive: ${told.detail}`),
  });
  const facts = [
    `${count(kept.delivered)} delivered`,
    `${count(kept.pending)} waiting`,
    `${count(kept.dead)} given up`,
    `${count(channel.failed_attempts)} failed attempts since start`,
    `at most ${count(channel.max_per_minute)} a minute`,
    channel.send_resolved ? 'also tells when it is over' : 'does not tell when it is over',
    ...Object.entries(faults).map(([name, n]) => `${name.replaceAll('_', ' ')} ${count(n)}`),
  ];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-divider px-3 py-2 last:border-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="break-words">
          <strong className="font-medium">{channel.name}</strong> <span className="text-muted">{channel.type}</span>{' '}
          <span className="break-all text-muted">{channel.target}</span>
        </p>
        <p className="text-caption text-muted">{facts.join(' · ')}</p>
        {channel.last_error ? (
          <p className="text-caption break-words">
            <Status level="warning">last error</Status> {channel.last_error}
          </p>
        ) : null}
        {test.data ? (
          <p className="mt-1 break-words">
            <Status level={test.data.delivered ? 'ok' : 'critical'}>
              {test.data.delivered ? 'the test arrived' : 'the test did not arrive'}
            </Status>{' '}
            <span className="text-muted">
              {test.data.detail} ({duration(test.data.duration_ms)})
            </span>
          </p>
        ) : null}
        {test.error ? (
          <p role="alert" className="mt-1 break-words text-critical">
            {asApiError(test.error).message}
          </p>
        ) : null}
      </div>
      <Button disabled={test.isPending} onClick={() => test.mutate()}>
        <Send size={14} aria-hidden /> {test.isPending ? 'Sending…' : 'Send a test'}
      </Button>
    </li>
  );
}
