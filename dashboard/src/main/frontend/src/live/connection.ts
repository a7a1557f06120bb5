import { cell } from '@/state/cell';

/** How it stands with the server, learnt from every question and every event. Times are the browser's, for ages only. */
export interface Connection {
  /** When something last came, 0 before the first. */
  heardAt: number;
  /** Since when nothing comes, undefined while all is well. */
  failingSince: number | undefined;
}

export const connection = cell<Connection>({ heardAt: 0, failingSince: undefined });

/** Something came. */
export function heard() {
  const before = connection.get();
  const at = Date.now();
  // Once a second is enough for an age; every event would draw the header again.
  if (before.failingSince === undefined && at - before.heardAt < 1_000) return;
  connection.set({ heardAt: at, failingSince: undefined });
}

/** A question was not answered. */
export function missed() {
  const before = connection.get();
  if (before.failingSince === undefined) connection.set({ ...before, failingSince: Date.now() });
}
