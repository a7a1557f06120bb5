package io.pitwall.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.stream.Collectors;

/** A port cannot be opened. The message tells which one, why, and where to change it. */
public final class BindException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private BindException(InetAddress address, HttpSettings.Port port, IOException cause) {
    super(
        "Expected port "
            + port.number()
            + " of "
            + address.getHostAddress()
            + " to be free, but: "
            + cause.getMessage()
            + ". Stop what uses it, or choose another with "
            + port.configKey(),
        cause);
  }

  /** For the rare case that a port is lost between the check and the start. */
  BindException(InetAddress address, List<HttpSettings.Port> ports) {
    super(
        "Expected the ports "
            + ports.stream()
                .map(port -> port.number() + " (" + port.configKey() + ")")
                .collect(Collectors.joining(", "))
            + " of "
            + address.getHostAddress()
            + " to be free, but one of them is in use");
  }

  /**
   * Tries a port. Helidon only logs that one cannot be opened, without saying which setting it came
   * from.
   */
  static void check(InetAddress address, HttpSettings.Port port) {
    try (var socket = ServerSocketChannel.open()) {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      socket.bind(new InetSocketAddress(address, port.number()));
    } catch (IOException e) {
      throw new BindException(address, port, e);
    }
  }
}
