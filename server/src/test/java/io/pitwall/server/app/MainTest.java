package io.pitwall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void everyCommandExplainsItself() {
    for (String[] arguments :
        new String[][] {
          {"--help"}, {"up", "--help"}, {"import", "--help"}, {"version", "--help"}
        }) {
      out.getBuffer().setLength(0);
      assertThat(run(arguments)).isZero();
      assertThat(out.toString()).startsWith("Usage: pitwall");
    }
  }

  @Test
  void theVersionIsTold() {
    assertThat(run("version")).isZero();
    assertThat(run("--version")).isZero();
    assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("pitwall "));
  }

  @Test
  void settingsArePrintedWithWhereTheyComeFrom() {
    assertThat(run("up", "--port", "8080", "--set", "log.level=warn", "--print-config")).isZero();

    assertThat(out.toString())
        .contains("  port: 8080 # --port\n", "  level: warn # --set log.level\n")
        .contains("  host: 127.0.0.1 # default\n");
  }

  @Test
  void settingsThatMakeNoSenseEndWithTwo() {
    assertThat(run("up", "--port", "web", "--print-config")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "pitwall: Expected a whole number of server.port, but got 'web' (--port)"
                + System.lineSeparator());
  }
}
