package io.pitwall.server.http;

/** The queue of events that wait for one client. Thread-safe; no method blocks. */
public interface EventSink {

  /**
   * Adds an event. If the client's queue is full the client is too slow: it is disconnected, so
   * that it cannot silently miss something.
   *
   * @return whether the event was queued
   */
  boolean offer(ServerEvent event);

  /** Ends the stream after what is queued has been sent. */
  void end();

  /** Whether the client is still there. */
  boolean isOpen();
}
