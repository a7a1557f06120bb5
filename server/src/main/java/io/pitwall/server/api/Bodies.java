package io.pitwall.server.api;

import io.pitwall.server.http.Request;

/** Bodies of requests that need none. */
final class Bodies {

  /** What may be sent where nothing is asked for. */
  record Nothing() {}

  /**
   * Sees to it that a body, where there is one, is an empty object: a field in it would be passed
   * over in silence.
   */
  static void requireNone(Request request) {
    if (request.body().length > 0) {
      request.json(Nothing.class);
    }
  }

  private Bodies() {}
}
