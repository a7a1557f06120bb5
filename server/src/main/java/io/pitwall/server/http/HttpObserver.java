package io.pitwall.server.http;

/**
 * Is told what the server does, for its own metrics. Called on hot paths: be quick, never throw.
 */
public interface HttpObserver {

  /** Why a connection was refused or cut. */
  enum Cut {
    /** More connections than allowed. */
    TOO_MANY,
    /** The server is stopping. */
    STOPPING,
    /** No complete request in time. */
    SLOW_HEAD,
    /** No complete body in time. */
    SLOW_BODY,
    /** The client did not read its answer in time. */
    SLOW_READER,
    /** More bytes than any request may have. */
    TOO_LARGE
  }

  /** Why a stream of events ended. */
  enum StreamEnd {
    CLIENT_LEFT,
    FEED_ENDED,
    SLOW_CLIENT,
    SERVER_STOPPED
  }

  /** Takes no notice. */
  HttpObserver NONE = new HttpObserver() {};

  /**
   * An HTTP request was answered.
   *
   * @param method method as sent, {@code OTHER} if unknown
   * @param route path template, {@code unmatched} if there is none
   * @param status HTTP status, 0 if the client left before the answer
   * @param nanos from the end of the headers to the end of the answer
   * @param bytesIn bytes of the body after decompression
   * @param bytesOut bytes of the answer's body on the wire
   */
  default void answered(
      String method, String route, int status, long nanos, long bytesIn, long bytesOut) {}

  /**
   * A gRPC call was answered.
   *
   * @param method {@code service/method}, {@code unmatched} if there is none
   */
  default void called(String method, GrpcStatus status, long nanos, long bytesIn, long bytesOut) {}

  /** Connections open, including event streams. */
  default void connections(int open) {}

  /** A connection was refused or cut. */
  default void cut(Cut reason) {}

  default void streamOpened() {}

  default void streamEnded(StreamEnd reason) {}
}
