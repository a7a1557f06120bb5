package io.pitwall.lab.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  @TempDir private Path folder;

  @Test
  void fillsInPortAndData() {
    ProcessBuilder process =
        ServerCommand.of("other --listen=:{port} --dir {data}").process(Path.of("/data/x"));
    assertThat(process.command())
        .satisfies(words -> assertThat(words.get(1)).matches("--listen=:[1-9]\\d+"))
        .endsWith("--dir", "/data/x");
  }

  @Test
  void theProductsOwnServerTakesNoPortThatOthersMayNeed() {
    ProcessBuilder process =
        ServerCommand.pitwall(Path.of("/opt/pitwall"), "-Xmx2g").process(Path.of("/data/x"));
    assertThat(process.command())
        .containsExactly("/opt/pitwall", "up", "--port", "0", "--data", "/data/x");
    assertThat(process.environment())
        .containsEntry("PITWALL_JAVA_OPTS", "-Xmx2g")
        .containsEntry("PITWALL_SERVER_OTLP_PORTS", "[]");
  }

  @Test
  void saysWhatAServerSaidThatDidNotStart() {
    var command = new ServerCommand(List.of("sh", "-c", "echo disk on fire; exit 3"), Map.of());
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                ServerProcess.start(
                    command, folder, folder.resolve("log"), io.pitwall.model.time.Clock.system()))
        .withMessageContaining("disk on fire");
  }
}
