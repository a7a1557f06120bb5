package io.pitwall.server.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as a handler sees it: whole, bounded and decompressed. Immutable. */
public final class Request {
  private final Method method;
  private final String path;
  private final Map<String, String> pathParameters;
  private final Query query;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final Caller caller;
  private final InetAddress remote;

  Request(
      Method method,
      String path,
      Map<String, String> pathParameters,
      Query query,
      Map<String, List<String>> headers,
      byte[] body,
      Caller caller,
      InetAddress remote) {
    this.method = method;
    this.path = path;
    this.pathParameters = pathParameters;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.caller = caller;
    this.remote = remote;
  }

  public Method method() {
    return method;
  }

  /** Path as sent, encoded, without the query. */
  public String path() {
    return path;
  }

  /**
   * A segment of the path that the template names, decoded.
   *
   * @throws IllegalArgumentException if the template has no such name
   */
  public String pathParameter(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "Expected a name of the path template " + pathParameters.keySet() + ", but got " + name);
    }
    return value;
  }

  public Query query() {
    return query;
  }

  /** First value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** The media type of the body in lower case and without parameters, empty if it has none. */
  public String mediaType() {
    return header("content-type").map(MediaTypes::bare).orElse("");
  }

  /** The body after decompression, empty if there is none. Not a copy; do not write to it. */
  public byte[] body() {
    return body;
  }

  /**
   * Reads the body as JSON into a record.
   *
   * @throws ProblemException 415 if it claims to be something else, 400 if it is not JSON, 422 with
   *     the path of the field at fault
   */
  public <T> T json(Class<T> type) {
    String mediaType = mediaType();
    if (!mediaType.isEmpty() && !MediaTypes.isJson(mediaType)) {
      throw new ProblemException(
          Problem.of(415, "Expected the content type application/json, but got " + mediaType));
    }
    return Json.read(body, type);
  }

  /** Who sends it. */
  public Caller caller() {
    return caller;
  }

  /** Where it comes from: the other end of the connection. */
  public InetAddress remote() {
    return remote;
  }
}
