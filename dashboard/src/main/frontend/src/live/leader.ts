/**
 * One tab of a browser listens to the stream and tells the others: browsers allow six connections to a server over HTTP/1.1,
 * and three tabs with two streams each would leave none for questions. Who holds the lock leads; it falls to another tab when
 * that one is closed or gives it up. Without Web Locks (plain http on another machine) every tab leads itself.
 *
 * @param lead called when this tab leads; it must stop when the signal is aborted, and the promise ends then
 * @param stop ends the leading or the waiting for it
 */
export function leadOrFollow(name: string, lead: (signal: AbortSignal) => Promise<void>, stop: AbortSignal) {
  const start = () => lead(stop).catch(() => undefined);
  if (!('locks' in navigator)) {
    void start();
    return;
  }
  navigator.locks.request(name, { signal: stop }, start).catch(() => undefined); // an abort while it waits
}
