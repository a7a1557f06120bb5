/**
 * The one clock of the dashboard: the server's. A browser's clock may be an hour off; ranges, ages and axes must not be. The
 * difference is learnt from the `Date` header of every answer. Answers carry whole seconds, so a difference is only taken over
 * when it is off by more than that, else everything would tremble by a second.
 */
let offset = 0;
let learnt = false;

/** Now on the server, in epoch milliseconds. */
export function now(): number {
  return Date.now() + offset;
}

/**
 * Learns from an answer.
 *
 * @param date the `Date` header
 * @param sentAt `Date.now()` when the question was sent
 */
export function learn(date: string | null, sentAt: number) {
  if (!date) return;
  const told = Date.parse(date);
  if (!Number.isFinite(told)) return;
  // The header is cut to the second and was written somewhere between question and answer.
  const measured = told + 500 - (sentAt + Date.now()) / 2;
  if (!learnt || Math.abs(measured - offset) > 1_500) {
    offset = Math.abs(measured) < 1_500 ? 0 : measured;
    learnt = true;
  }
}
