package io.pitwall.server.config;

import java.util.HashSet;
import java.util.List;

/**
 * Further ports on which everything is served too.
 *
 * @param numbers the ports, possibly none
 * @param required whether a port in use is a failure; the default ports are done without instead,
 *     because a collector on the same machine may hold them for good reason
 */
public record OtlpPorts(List<Integer> numbers, boolean required) {

  /** Those of OTLP: gRPC and HTTP. */
  public static final OtlpPorts DEFAULT = new OtlpPorts(List.of(4317, 4318), false);

  public static final OtlpPorts NONE = new OtlpPorts(List.of(), false);

  public OtlpPorts {
    numbers = List.copyOf(numbers);
    numbers.forEach(number -> requirePort("server.otlp-ports", number, 1));
    if (new HashSet<>(numbers).size() < numbers.size()) {
      throw new IllegalArgumentException(
          "Expected different ports in server.otlp-ports, but got " + numbers);
    }
  }

  static void requirePort(String key, int number, int least) {
    if (number < least || number > 65_535) {
      throw new IllegalArgumentException(
          "Expected " + key + " in " + least + "..65535, but got " + number);
    }
  }
}
