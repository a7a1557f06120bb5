package io.pitwall.server.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a request is not answered as hoped (RFC 9457).
 *
 * @param status HTTP status, 400..599
 * @param detail one sentence: what was expected, what came, where to change it
 * @param errors the faults field by field, possibly none
 * @param retryAfter when trying again makes sense, empty if it does not
 * @param headers further response headers
 */
public record Problem(
    int status,
    String detail,
    List<FieldError> errors,
    Optional<Duration> retryAfter,
    Map<String, String> headers) {

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(428, "Precondition Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"),
          Map.entry(507, "Insufficient Storage"));

  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("Expected a status in 400..599, but got " + status);
    }
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  public static Problem of(int status, String detail) {
    return new Problem(status, detail, List.of(), Optional.empty(), Map.of());
  }

  public static Problem badRequest(String detail) {
    return of(400, detail);
  }

  public static Problem notFound(String detail) {
    return of(404, detail);
  }

  public static Problem conflict(String detail) {
    return of(409, detail);
  }

  /** A well-formed request whose content cannot be taken. */
  public static Problem unprocessable(List<FieldError> errors) {
    String detail = errors.stream().map(FieldError::sentence).collect(Collectors.joining("; "));
    return new Problem(422, detail, errors, Optional.empty(), Map.of());
  }

  public static Problem unprocessable(String field, String expected, String got) {
    return unprocessable(List.of(new FieldError(field, expected, got)));
  }

  /** The caller sends too much; the server would manage others. */
  public static Problem tooManyRequests(String detail, Duration retryAfter) {
    return new Problem(429, detail, List.of(), Optional.of(retryAfter), Map.of());
  }

  /** The server cannot take more at present. */
  public static Problem overloaded(String detail, Duration retryAfter) {
    return new Problem(503, detail, List.of(), Optional.of(retryAfter), Map.of());
  }

  /** The same problem with one more response header. */
  public Problem header(String name, String value) {
    var more = new java.util.HashMap<>(headers);
    more.put(name, value);
    return new Problem(status, detail, errors, retryAfter, more);
  }

  /** Name of the status. */
  public String title() {
    return TITLES.getOrDefault(status, "Error");
  }
}
