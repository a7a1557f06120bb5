package io.pitwall.lab.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param words the command; {@code {port}} and {@code {data}} stand for a free port and the data
 *     folder
 * @param environment variables added to those of this process
 */
public record ServerCommand(List<String> words, Map<String, String> environment) {
  public ServerCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /**
   * The product's own server.
   *
   * @param launcher path of {@code ./pitwall}
   * @param javaOptions further options of its Java, empty for none
   */
  public static ServerCommand pitwall(Path launcher, String javaOptions) {
    return new ServerCommand(
        List.of(launcher.toString(), "up", "--port", "0", "--data", "{data}"),
        Map.of("PITWALL_JAVA_OPTS", javaOptions, "PITWALL_SERVER_OTLP_PORTS", "[]"));
  }

  /** A command line as typed; words are separated by spaces. */
  public static ServerCommand of(String line) {
    return new ServerCommand(List.of(line.strip().split("\\s+")), Map.of());
  }

  /** The same with more variables, which win over those that are there. */
  public ServerCommand with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new ServerCommand(words, all);
  }

  /** The process to be started with this data folder. */
  ProcessBuilder process(Path data) {
    String port =
        words.stream().anyMatch(word -> word.contains("{port}"))
            ? Integer.toString(freePort())
            : "";
    var process =
        new ProcessBuilder(
            words.stream()
                .map(word -> word.replace("{port}", port).replace("{data}", data.toString()))
                .toList());
    process.environment().putAll(environment);
    return process;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a free port on this machine", e);
    }
  }
}
