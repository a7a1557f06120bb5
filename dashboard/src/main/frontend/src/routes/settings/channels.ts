import * as v from 'valibot';
import { home, request } from '@/api/client';
import { ApiError, asApiError } from '@/api/problem';

/** Where alerts are sent to, as far as this page has to know; what else is told is shown as it is. */
const Channels = v.object({ channels: v.array(v.looseObject({ name: v.string() })) });

export type Channel = v.InferOutput<typeof Channels>['channels'][number];

/** The channels; undefined where the server has no such path. */
export async function askChannels(signal: AbortSignal): Promise<Channel[] | undefined> {
  try {
    const response = await request(new URL('api/performance/channels', home), { signal });
    const parsed = v.safeParse(Channels, await response.json());
    if (!parsed.success)
      throw new ApiError(response.status, 'The answer has no channels; the server may be of another version.');
    return parsed.output.channels;
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 404) return undefined;
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw asApiError(failure);
  }
}

/** Sends a test through a channel; settles when the server knows whether it arrived. */
export async function testChannel(channel: string): Promise<string> {
  try {
    const response = await request(new URL('api/performance/notifications/test', home), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ channel }),
    });
    const told: unknown = await response.json().catch(() => undefined);
    const message = v.safeParse(v.looseObject({ message: v.string() }), told);
    return message.success ? message.output.message : 'The server says that the test was sent.';
  } catch (failure) {
    throw asApiError(failure);
  }
}

/** What else a channel tells, in words. */
export function factsOf(channel: Channel): string {
  return Object.entries(channel)
    .filter(([name, value]) => name !== 'name' && value !== null && value !== '')
    .map(
      ([name, value]) =>
        `${name.replaceAll('_', ' ')} ${Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    )
    .join(' · ')
    .slice(0, 400);
}
