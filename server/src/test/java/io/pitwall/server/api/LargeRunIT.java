package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeRunIT {

  @Test
  void aRunOfAHundredThousandSpansFitsIntoAGibibyte(@TempDir Path folder) throws Exception {
    assumeThat(Path.of("/proc/self/status")).as("Linux, which tells memory").exists();
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classPath(),
                    LargeRun.class.getName(),
                    "100000",
                    folder.resolve("data").toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Map<String, String> seen =
        text.lines()
            .filter(line -> line.matches("[a-z_]+=.*"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(seen)
        .containsEntry("state", "running final")
        .containsEntry("spans", "100000")
        .containsEntry("model_calls", "89999")
        .containsEntry("input_tokens", "8999900")
        .containsEntry("agents", "5")
        .containsEntry("paged", "100000");
    assertThat(Integer.parseInt(seen.get("peak_mib"))).isLessThan(1_024);
  }

  /** The class path that a jar's manifest stands for, if the tests are run by one. */
  private static String classPath() {
    String whole = System.getProperty("surefire.test.class.path");
    return whole == null ? System.getProperty("java.class.path") : whole;
  }
}
