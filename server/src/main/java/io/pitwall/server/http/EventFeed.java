package io.pitwall.server.http;

/** A source of events for one client. */
@FunctionalInterface
public interface EventFeed {

  /** Undoes a subscription. */
  @FunctionalInterface
  interface Subscription {
    void cancel();
  }

  /**
   * Starts to feed a client. Called once, on the client's thread.
   *
   * @param sink where to put the events, from any thread
   * @return how to stop; called once when the stream has ended, for whatever reason
   */
  Subscription open(EventSink sink);
}
