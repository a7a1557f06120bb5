package io.pitwall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.config.ConfigLoader;
import io.pitwall.server.config.OtlpPorts;
import io.pitwall.server.config.PitwallConfig;
import io.pitwall.server.config.ServerConfig;
import io.pitwall.server.config.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static ServerConfig with(OtlpPorts ports) {
    ServerConfig standard = PitwallConfig.DEFAULT.server();
    return new ServerConfig(
        standard.host(),
        standard.port(),
        ports,
        standard.allowedHosts(),
        standard.allowedOrigins(),
        standard.limits());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aBusyPortOfTheDefaultsIsLeftOut() throws IOException {
    int free = freePort();
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.usable(with(new OtlpPorts(List.of(busy.getLocalPort(), free), false))))
          .containsExactly(free);
    }
  }

  @Test
  void aBusyPortThatWasAskedForIsKeptSoThatTheStartFails() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerConfig asked =
          ConfigLoader.load(
                  new Sources(
                      Map.of(
                          "server.otlp-ports",
                          new Sources.Flag(Integer.toString(busy.getLocalPort()), "--set")),
                      Map.of(),
                      Optional.empty()))
              .config()
              .server();

      assertThat(Ports.usable(asked)).containsExactly(busy.getLocalPort());
    }
  }

  @Test
  void theMainPortIsNotOpenedTwice() {
    assertThat(Ports.usable(with(new OtlpPorts(List.of(7070), true)))).isEmpty();
  }

  @Test
  void anAddressForAllIsReachedOnLoopback() {
    assertThat(Ports.reachable("0.0.0.0")).isEqualTo("127.0.0.1");
    assertThat(Ports.reachable("::")).isEqualTo("[::1]");
    assertThat(Ports.reachable("::1")).isEqualTo("[::1]");
    assertThat(Ports.reachable("pitwall.local")).isEqualTo("pitwall.local");
  }
}
