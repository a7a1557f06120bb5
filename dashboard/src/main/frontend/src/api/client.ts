import createClient from 'openapi-fetch';
import { heard, missed } from '@/live/connection';
import { learn } from '@/time/clock';
import { ApiError, asApiError, problemOf } from './problem';
import type { components, paths } from './schema';
import { signInAsked, token } from './token';

/** The types of the API by name: `Schema<'Alert'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** Where the dashboard lives, e.g. `https://host/pitwall/`: the server writes it into the page. */
export const home = new URL('.', document.baseURI);

/** Asks the server: adds the token, learns its time, and turns what went wrong into an `ApiError`. */
export async function request(input: Request | URL | string, init?: RequestInit): Promise<Response> {
  const asked = new Request(input, init);
  const held = token.get();
  if (held) asked.headers.set('Authorization', `Bearer ${held}`);
  const sentAt = Date.now();
  let response: Response;
  try {
    response = await fetch(asked);
  } catch (failure) {
    if (asked.signal.aborted) throw failure;
    missed();
    throw asApiError(failure);
  }
  learn(response.headers.get('date'), sentAt);
  if (response.ok || response.status < 500) heard();
  else missed();
  if (response.ok) return response;
  if (response.status === 401) signInAsked.set(true);
  throw await problemOf(response);
}

/** One function for each operation of openapi.yaml, with its types: `api.GET('/api/performance/alerts', {signal})`. */
export const api = createClient<paths>({ baseUrl: home.href.replace(/\/$/, ''), fetch: request });

/**
 * What an operation answered.
 *
 * @throws ApiError always that, never anything else; but an abort stays an abort
 */
export async function answer<T>(pending: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  try {
    const { data } = await pending;
    if (data === undefined || data === null) throw new ApiError(0, 'The answer is empty.');
    return data;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw asApiError(failure);
  }
}
