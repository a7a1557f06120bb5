package io.pitwall.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pitwall.engine.notify.Channel;
import io.pitwall.engine.notify.Delivery;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotificationKind;
import io.pitwall.model.notify.NotifiedAlert;
import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Alertmanager takes what it is sent and shows it by its own {@code amtool}. Skipped where
 * neither is on the path; Debian has both in the package {@code prometheus-alertmanager}.
 */
@Timeout(120)
class AlertmanagerIT {
  @TempDir Path folder;
  private @Nullable Process alertmanager;
  private int port;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Optional<Path> program = program("prometheus-alertmanager").or(() -> program("alertmanager"));
    assumeThat(program).as("Alertmanager on the path").isPresent();
    assumeThat(program("amtool")).as("amtool on the path").isPresent();
    port = freePort();
    Files.writeString(
        folder.resolve("am.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
    Process started =
        new ProcessBuilder(
                program.orElseThrow().toString(),
                "--config.file=" + folder.resolve("am.yml"),
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("am.log").toFile())
            .start();
    alertmanager = started;
    while (started.isAlive() && !isOpen()) {
      Thread.sleep(50);
    }
    assertThat(started.isAlive()).as(Files.readString(folder.resolve("am.log"))).isTrue();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (alertmanager != null) {
      alertmanager.destroyForcibly().waitFor();
    }
  }

  private static Optional<Path> program(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String amtool(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of("amtool", "--alertmanager.url=http://127.0.0.1:" + port),
                        Stream.of(arguments))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static Notification notification(
      Severity severity, long startMicros, long nowMicros, boolean firing) {
    NotifiedAlert alert =
        new NotifiedAlert(
            "slow{agent.id=planner}",
            "slow",
            firing,
            severity,
            new TreeMap<>(Map.of("alertname", "slow", "agent.id", "pl\u00e4nner", "team", "shop")),
            2,
            1,
            "slow of planner",
            startMicros,
            firing ? null : nowMicros,
            "",
            List.of());
    return new Notification(
        "k.1.am",
        1,
        "am",
        "{}:{}",
        new TreeMap<>(),
        "k",
        firing ? NotificationKind.FIRING : NotificationKind.RESOLVED,
        severity,
        "slow",
        List.of(alert),
        firing ? 1 : 0,
        firing ? 0 : 1,
        nowMicros);
  }

  @Test
  void anAlertIsShownGetsWorseAndGoes() throws Exception {
    Receiver receiver =
        new Receiver.Alertmanager(
            new Secret("http://127.0.0.1:" + port), Optional.empty(), Duration.ofHours(1));
    try (Channels channels =
        Channels.open(List.of(ChannelSettings.of("am", receiver)), "", Clock.system())) {
      Channel am = channels.all().getFirst();
      long now = Clock.system().nowMicros();
      long start = now - 60_000_000;

      assertThat(am.deliver(notification(Severity.HIGH, start, now - 1_000_000, true)))
          .isInstanceOf(Delivery.Delivered.class);
      assertThat(amtool("alert", "query", "-o", "extended"))
          .contains("slow of planner", "agent_id=\"pl\u00e4nner\"", "severity=\"high\"")
          .doesNotContain("severity=\"low\"");

      am.deliver(notification(Severity.CRITICAL, start, now - 500_000, true));
      assertThat(amtool("alert", "query", "-o", "extended"))
          .contains("severity=\"critical\"")
          .doesNotContain("severity=\"high\"");

      am.deliver(notification(Severity.CRITICAL, start, now, false));
      assertThat(amtool("alert", "query", "-o", "simple")).doesNotContain("slow");
    }
  }
}
