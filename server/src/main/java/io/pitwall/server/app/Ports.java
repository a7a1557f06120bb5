package io.pitwall.server.app;

import io.pitwall.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which ports can be opened, and how this machine reaches them. */
final class Ports {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  /**
   * The further ports to open: all that somebody asked for, and those of the defaults that are
   * free.
   */
  static List<Integer> usable(ServerConfig server) {
    List<Integer> wanted =
        server.otlpPorts().numbers().stream().filter(number -> number != server.port()).toList();
    return server.otlpPorts().required()
        ? wanted
        : wanted.stream().filter(number -> isFreeOrTold(server.host(), number)).toList();
  }

  private static boolean isFreeOrTold(String host, int number) {
    try (ServerSocketChannel socket = ServerSocketChannel.open()) {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), number));
      return true;
    } catch (UnknownHostException e) {
      return true; // the server itself tells what is wrong with the host
    } catch (IOException e) {
      LOG.warn(
          "OTLP port {} is left out, because it cannot be opened ({}). OTLP is taken on the main"
              + " port as well; server.otlp-ports chooses other ports",
          number,
          e.getMessage());
      return false;
    }
  }

  /** A host that a client on this machine can use, ready to be put into a URL. */
  static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::", "[::]" -> "[::1]";
      default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    };
  }

  private Ports() {}
}
