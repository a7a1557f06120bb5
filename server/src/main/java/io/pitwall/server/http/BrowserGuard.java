package io.pitwall.server.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Protects a server without tokens, which trusts everybody on its machine, from web pages that a
 * browser on that machine shows. A page of another site can reach loopback in two ways: by a name
 * of its own that resolves to 127.0.0.1 (DNS rebinding), told by the {@code Host} header; and by
 * sending forms and simple requests across origins, told by {@code Origin} and {@code
 * Sec-Fetch-Site}, which browsers set and pages cannot forge.
 */
final class BrowserGuard {
  private final Set<String> allowedHosts;
  private final Set<String> allowedOrigins;

  BrowserGuard(Set<String> allowedHosts, Set<String> allowedOrigins) {
    this.allowedHosts = allowedHosts;
    this.allowedOrigins = allowedOrigins;
  }

  /** What is wrong with the request's host, if anything. */
  Optional<Problem> checkHost(String host) {
    String name = nameOf(host);
    if (isLoopback(name) || allowedHosts.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            421,
            "Expected a loopback name or address in the Host header because no tokens are set, but"
                + " got '"
                + host
                + "'; add it to server.allowed-hosts or set auth.tokens"));
  }

  /** What is wrong with a request that may change something, if anything. */
  Optional<Problem> checkOrigin(String host, Optional<String> origin, Optional<String> fetchSite) {
    if (origin.isPresent()) {
      return isSame(origin.get(), host) || allowedOrigins.contains(origin.get())
          ? Optional.empty()
          : Optional.of(crossOrigin(origin.get()));
    }
    return fetchSite.isPresent()
            && !fetchSite.get().equals("same-origin")
            && !fetchSite.get().equals("none")
        ? Optional.of(crossOrigin(fetchSite.get()))
        : Optional.empty();
  }

  private static Problem crossOrigin(String origin) {
    return Problem.of(
        403,
        "Expected a request from the dashboard's own pages because no tokens are set, but got one"
            + " from '"
            + origin
            + "'; add it to server.allowed-origins or set auth.tokens");
  }

  private static boolean isSame(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  /** The name or address in {@code host[:port]}, in lower case and without brackets. */
  private static String nameOf(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[")) {
      int end = lower.indexOf(']');
      return end < 0 ? lower : lower.substring(1, end);
    }
    int colon = lower.indexOf(':');
    String name = colon < 0 ? lower : lower.substring(0, colon);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("::1")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
