package io.pitwall.server.http;

/** Request methods a route can have. {@code HEAD} and {@code OPTIONS} are answered from these. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** Whether requests with this method may change something. */
  boolean changesState() {
    return this != GET;
  }

  /** Whether requests with this method carry a body. */
  boolean hasBody() {
    return this != GET;
  }
}
