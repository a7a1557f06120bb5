package io.pitwall.server.notify;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a receiver is sent by POST.
 *
 * @param uri where to
 * @param headers besides those that every request has
 * @param contentType of the body
 * @param body the text
 */
record HttpCall(URI uri, Map<String, String> headers, String contentType, String body) {
  HttpCall {
    headers = Map.copyOf(headers);
  }

  /** A body of JSON. */
  static HttpCall json(URI uri, Object body) {
    return new HttpCall(uri, Map.of(), "application/json", Json.text(body));
  }

  /** The same with one more header. */
  HttpCall with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new HttpCall(uri, more, contentType, body);
  }

  /** Tells no header and no path: either may hold a secret. */
  @Override
  public String toString() {
    return "POST to " + uri.getHost();
  }
}
