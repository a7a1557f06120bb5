package io.pitwall.server.http;

import java.util.Set;

/**
 * One operation of the HTTP interface.
 *
 * @param method request method; a GET route also answers HEAD
 * @param path absolute path template; {@code {name}} stands for one segment, a last {@code {name*}}
 *     for the whole rest
 * @param access what the caller must be allowed
 * @param queryNames query parameters it understands; any other is answered with 422, unless the
 *     only name is {@link Query#ANY}
 * @param maxBodyBytes most bytes of a request body, after decompression; 0 for the server's limit
 * @param ownEncodings content encodings that the handler decodes itself, e.g. {@code snappy}; gzip
 *     is always decoded for it
 * @param problems how its errors are written
 * @param handler what answers
 */
public record Route(
    Method method,
    String path,
    Access access,
    Set<String> queryNames,
    long maxBodyBytes,
    Set<String> ownEncodings,
    ProblemFormat problems,
    Handler handler) {

  public Route {
    queryNames = Set.copyOf(queryNames);
    ownEncodings = Set.copyOf(ownEncodings);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("Expected a path that starts with '/', but got " + path);
    }
    if (maxBodyBytes < 0) {
      throw new IllegalArgumentException("Expected maxBodyBytes >= 0, but got " + maxBodyBytes);
    }
  }

  public static Route get(String path, Access access, Handler handler) {
    return of(Method.GET, path, access, handler);
  }

  public static Route post(String path, Access access, Handler handler) {
    return of(Method.POST, path, access, handler);
  }

  public static Route put(String path, Access access, Handler handler) {
    return of(Method.PUT, path, access, handler);
  }

  public static Route delete(String path, Access access, Handler handler) {
    return of(Method.DELETE, path, access, handler);
  }

  public static Route of(Method method, String path, Access access, Handler handler) {
    return new Route(method, path, access, Set.of(), 0, Set.of(), ProblemFormat.RFC_9457, handler);
  }

  /** The same route with these query parameters. */
  public Route query(String... names) {
    return new Route(
        method, path, access, Set.of(names), maxBodyBytes, ownEncodings, problems, handler);
  }

  /** The same route, to which query parameters mean nothing: a page's own script reads them. */
  public Route anyQuery() {
    return query(Query.ANY);
  }

  /** The same route with another limit for request bodies. */
  public Route maxBody(long bytes) {
    return new Route(method, path, access, queryNames, bytes, ownEncodings, problems, handler);
  }

  /** The same route, whose handler decodes these content encodings itself. */
  public Route ownEncodings(String... encodings) {
    return new Route(
        method, path, access, queryNames, maxBodyBytes, Set.of(encodings), problems, handler);
  }

  /** The same route with its errors written in another format. */
  public Route problems(ProblemFormat format) {
    return new Route(method, path, access, queryNames, maxBodyBytes, ownEncodings, format, handler);
  }
}
