package io.pitwall.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/**
 * Where and how to listen.
 *
 * @param host name or address to listen on ({@code server.host})
 * @param ports the ports; all serve the same routes, the first is the main one
 * @param allowedHosts further names under which callers may reach an unprotected server, e.g. that
 *     of a proxy on the same machine ({@code server.allowed-hosts})
 * @param allowedOrigins further origins whose pages may change something on an unprotected server
 *     ({@code server.allowed-origins})
 * @param limits bounds
 */
public record HttpSettings(
    String host,
    List<Port> ports,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    HttpLimits limits) {

  /**
   * A port to listen on.
   *
   * @param configKey where it is set, to be named when it cannot be used
   * @param number 1..65535, or 0 for any free one
   */
  public record Port(String configKey, int number) {
    public Port {
      if (number < 0 || number > 65535) {
        throw new IllegalArgumentException(
            "Expected " + configKey + " in 0..65535, but got " + number);
      }
    }
  }

  public HttpSettings {
    ports = List.copyOf(ports);
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
    if (ports.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one port, but got none");
    }
    for (int i = 0; i < ports.size(); i++) {
      for (int k = 0; k < i; k++) {
        if (ports.get(i).number() != 0 && ports.get(i).number() == ports.get(k).number()) {
          throw new IllegalArgumentException(
              "Expected different ports, but "
                  + ports.get(k).configKey()
                  + " and "
                  + ports.get(i).configKey()
                  + " are both "
                  + ports.get(i).number());
        }
      }
    }
  }

  /** Any free port on loopback, with the default limits; for tests and embedding. */
  public static HttpSettings anyPort() {
    return new HttpSettings(
        "127.0.0.1",
        List.of(new Port("server.port", 0)),
        Set.of(),
        Set.of(),
        HttpLimits.defaults());
  }

  /** The same settings with other limits. */
  public HttpSettings limits(HttpLimits other) {
    return new HttpSettings(host, ports, allowedHosts, allowedOrigins, other);
  }

  /**
   * The address to listen on.
   *
   * @throws IllegalArgumentException if the host is not known
   */
  InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "Expected server.host to be an address of this machine, but '" + host + "' is unknown",
          e);
    }
  }
}
