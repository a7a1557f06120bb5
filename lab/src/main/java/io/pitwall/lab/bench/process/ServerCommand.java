package io.pitwall.lab.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param words the command; {@code {port}}, {@code {data}}, {@code {grpc-port}} and {@code
 *     {http-port}} stand for what they say
 * @param environment variables added to those of this process; the same placeholders
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
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PITWALL_JAVA_OPTS", javaOptions);
    environment.put("PITWALL_OTLP_GRPC_PORT", "{grpc-port}");
    environment.put("PITWALL_OTLP_HTTP_PORT", "{http-port}");
    return new ServerCommand(
        List.of(launcher.toString(), "up", "--port", "{port}", "--data", "{data}"), environment);
  }

  /** A command line as typed; words are separated by spaces. */
  public static ServerCommand of(String line) {
    return new ServerCommand(List.of(line.strip().split("\\s+")), Map.of());
  }

  /** The process to be started with this data folder, on ports that are free now. */
  ProcessBuilder process(Path data) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Integer> ports = freePorts(3);
    values.put("{port}", Integer.toString(ports.get(0)));
    values.put("{grpc-port}", Integer.toString(ports.get(1)));
    values.put("{http-port}", Integer.toString(ports.get(2)));
    values.put("{data}", data.toString());
    var process = new ProcessBuilder(words.stream().map(word -> fill(word, values)).toList());
    environment.forEach((name, value) -> process.environment().put(name, fill(value, values)));
    return process;
  }

  private static String fill(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected free ports on this machine", e);
    } finally {
      for (ServerSocket socket : sockets) {
        close(socket);
      }
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to give a port back", e);
    }
  }
}
