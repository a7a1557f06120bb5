import type { UseQueryResult } from '@tanstack/react-query';
import { type ApiError, asApiError } from '@/api/problem';

/** Why there is nothing to show. `good`: nothing is what one hopes for. `unknown`: something should be there; says what to do. */
export type Empty = { kind: 'good'; text: string } | { kind: 'unknown'; text: string; command?: string };

/** The six states of a panel. Data stays on screen in all but the first. */
export type PanelState<T> =
  | { kind: 'loading' }
  | { kind: 'empty'; empty: Empty; refreshing: boolean }
  | { kind: 'data'; data: T; refreshing: boolean; partial: string | undefined }
  | {
      kind: 'error';
      error: ApiError;
      retry: () => void;
      data: T | undefined;
      dataAt: number;
      partial: string | undefined;
    };

interface Reading<T> {
  /** What is empty about an answer, if it is. */
  empty?: (data: T) => Empty | undefined;
  /** What an answer leaves out, if it does: "showing 200 of 4,312". */
  partial?: (data: T) => string | undefined;
}

/**
 * Reads the state of a panel off a question of `useAsk`.
 *
 * @public a building block of pages
 */
export function panelState<T>(query: UseQueryResult<T, Error>, { empty, partial }: Reading<T> = {}): PanelState<T> {
  const { data } = query;
  if (query.isError) {
    return {
      kind: 'error',
      error: asApiError(query.error),
      retry: () => void query.refetch(),
      data: data !== undefined && !empty?.(data) ? data : undefined,
      dataAt: query.dataUpdatedAt,
      partial: data === undefined ? undefined : partial?.(data),
    };
  }
  if (data === undefined) return { kind: 'loading' };
  // A refetch at a tick is no news; one for another range is.
  const refreshing = query.isPlaceholderData;
  const nothing = empty?.(data);
  if (nothing) return { kind: 'empty', empty: nothing, refreshing };
  return { kind: 'data', data, refreshing, partial: partial?.(data) };
}
