import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { asApiError } from '@/api/problem';
import { useAsk } from '@/api/queries';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Status } from '@/ui/Status';
import { askChannels, type Channel, factsOf, testChannel } from './channels';

/** Where alerts are sent, each with a test. */
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
                  text: 'No channel is configured: alerts are seen here only. Add one to the configuration of the server.',
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
  const test = useMutation<string, Error>({ mutationFn: () => testChannel(channel.name) });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-divider px-3 py-2 last:border-0">
      <strong className="font-medium break-all">{channel.name}</strong>
      <span className="min-w-0 flex-1 basis-60 text-caption break-words text-muted">{factsOf(channel)}</span>
      <span role="status">
        {test.isSuccess ? <Status level="ok">{test.data}</Status> : null}
        {test.isError ? <span className="break-words text-critical">{asApiError(test.error).message}</span> : null}
      </span>
      <Button disabled={test.isPending} onClick={() => test.mutate()}>
        <Send size={14} aria-hidden /> {test.isPending ? 'Sending…' : 'Send a test'}
      </Button>
    </li>
  );
}
