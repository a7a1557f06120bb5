package io.pitwall.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void namesWhatThereIsWhenAskedForSomethingElse() {
    var said = new StringWriter();
    int code = new CommandLine(new BenchCommand()).setErr(new PrintWriter(said)).execute("speed");
    assertThat(code).isEqualTo(2);
    assertThat(said.toString())
        .contains("startup, idle, spans, visible, samples, remote-write, queries, kill9")
        .contains("got speed");
  }

  @Test
  void refusesSettingsThatMeasureNothing() {
    var said = new StringWriter();
    int code =
        new CommandLine(new BenchCommand())
            .setErr(new PrintWriter(said))
            .execute("idle", "--seconds", "0");
    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("--seconds");
  }
}
