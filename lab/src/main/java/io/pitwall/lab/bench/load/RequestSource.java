package io.pitwall.lab.bench.load;

import org.jspecify.annotations.Nullable;

/** Where the requests of one connection come from. Asked by one thread. */
@FunctionalInterface
public interface RequestSource {

  /** The next request; its bytes hold until the next call. Null when there is nothing more. */
  @Nullable Request next();

  /**
   * A request.
   *
   * @param framed the message with its gRPC prefix
   * @param items spans or samples in it
   * @param acknowledged called when the server has answered that it keeps all of it
   */
  @SuppressWarnings("ArrayRecordComponent") // requests are handed on, never compared
  record Request(byte[] framed, int items, Runnable acknowledged) {}
}
