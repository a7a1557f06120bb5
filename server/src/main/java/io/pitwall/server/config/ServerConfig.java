package io.pitwall.server.config;

import io.pitwall.server.http.HttpLimits;
import io.pitwall.server.http.HttpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The section {@code server}: where and how to listen.
 *
 * @param host name or address; anything but loopback needs {@code auth.tokens}
 * @param port main port, 0 for any free one
 * @param otlpPorts further ports, where OpenTelemetry SDKs send by default
 * @param allowedHosts names under which callers may reach a server without tokens
 * @param allowedOrigins origins whose pages may change something on a server without tokens
 * @param limits bounds
 */
public record ServerConfig(
    String host,
    int port,
    OtlpPorts otlpPorts,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    @Flat HttpLimits limits) {

  static final ServerConfig DEFAULT =
      new ServerConfig(
          "127.0.0.1", 7070, OtlpPorts.DEFAULT, List.of(), List.of(), HttpLimits.defaults());

  public ServerConfig {
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
    if (host.isBlank()) {
      throw new IllegalArgumentException("Expected an address in server.host, but got none");
    }
    OtlpPorts.requirePort("server.port", port, 0);
  }

  /** The same on another main port and without further ones, for tests and simulations. */
  public ServerConfig onlyPort(int number) {
    return new ServerConfig(host, number, OtlpPorts.NONE, allowedHosts, allowedOrigins, limits);
  }

  /** What the HTTP server is told, with those of the further ports that are to be opened. */
  public HttpSettings http(List<Integer> furtherPorts) {
    List<HttpSettings.Port> ports = new ArrayList<>();
    ports.add(new HttpSettings.Port("server.port", port));
    furtherPorts.forEach(number -> ports.add(new HttpSettings.Port("server.otlp-ports", number)));
    return new HttpSettings(
        host, ports, Set.copyOf(allowedHosts), Set.copyOf(allowedOrigins), limits);
  }
}
