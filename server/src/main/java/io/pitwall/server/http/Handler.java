package io.pitwall.server.http;

/** Answers the requests of a route. Called on a virtual thread of its own, so it may block. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers one request.
   *
   * @throws ProblemException to answer with that problem
   * @throws Exception anything else is answered with status 500 and a request id, and logged
   */
  Response handle(Request request) throws Exception;
}
