package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import io.pitwall.store.api.AuditEntry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsIT {
  private static final String PATH = RunningPitwall.API + "/thresholds";

  @TempDir Path folder;
  private RunningPitwall pitwall;

  @BeforeEach
  void start() {
    pitwall = RunningPitwall.in(folder);
  }

  @AfterEach
  void stop() {
    pitwall.close();
  }

  private String limits(String metric) {
    return pitwall.get(PATH).json().get("thresholds").path(metric).toString();
  }

  @Test
  void aMetricThatIsNotNamedStaysAsItIs() {
    pitwall.put(PATH, "{\"queue.depth\": {\"medium\": 50, \"high\": 200}}");

    assertThat(limits("queue.depth")).isEqualTo("{\"medium\":50.0,\"high\":200.0}");
    assertThat(limits("system.cpu.usage"))
        .isEqualTo("{\"medium\":70.0,\"high\":85.0,\"critical\":95.0}");
  }

  @Test
  void nullRemovesAMetric() {
    pitwall.put(PATH, "{\"system.cpu.usage\": null}");

    assertThat(pitwall.get(PATH).json().get("thresholds").has("system.cpu.usage")).isFalse();
    assertThat(pitwall.get(PATH).json().get("thresholds").has("system.disk.usage")).isTrue();
  }

  @Test
  void fault05ThresholdsAreSavedAndTheirChangesAudited() {
    pitwall.put(PATH, "{\"queue.depth\": {\"high\": 200}}");
    pitwall.close();
    pitwall = RunningPitwall.in(folder);

    assertThat(limits("queue.depth")).isEqualTo("{\"high\":200.0}");
    List<AuditEntry> audit = pitwall.engine().control().auditLog(10);
    assertThat(audit).hasSize(1);
    assertThat(audit.getFirst().action()).isEqualTo("thresholds.update");
    assertThat(audit.getFirst().actor()).isEqualTo("local");
    assertThat(audit.getFirst().target()).isEqualTo("queue.depth");
    assertThat(audit.getFirst().before()).doesNotContain("queue.depth");
    assertThat(audit.getFirst().after()).contains("queue.depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"m\": {\"severe\": 1}}                 | m.severe | low, medium, high or critical",
        "{\"m\": {\"high\": \"ten\"}}             | m.high   | a finite number",
        "{\"m\": {\"high\": null}}                | m.high   | a finite number",
        "{\"m\": {\"high\": 1e999}}               | m.high   | a finite number",
        "{\"m\": {\"medium\": 5, \"high\": 4}}    | m        | higher for a worse severity",
        "{\"x.success_rate\": {\"low\": 0.5, \"high\": 0.9}} | x.success_rate | lower for a worse severity",
        "{\"m\": 5}                               | m        | limits by severity",
        "{\"\": {\"high\": 1}}                    | $        | name of a metric",
      })
  void fault05WhatIsWrongIsNamedAndNothingChanges(String body, String field, String expected) {
    String before = pitwall.get(PATH).text();

    Answer answer =
        pitwall.put(PATH, body.substring(0, body.length() - 1) + ", \"good\": {\"low\": 1}}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(answer.at("/errors/0/expected").asString()).contains(expected);
    assertThat(pitwall.get(PATH).text()).isEqualTo(before);
    assertThat(pitwall.engine().control().auditLog(10)).isEmpty();
  }

  @Test
  void fault04WhichSideIsBadIsGuessedOnlyByDefault() {
    pitwall.put(
        PATH,
        """
        {"a.success_rate": {"medium": 0.9, "high": 0.5}, "a.usage": {"medium": 50, "high": 90},
         "agent.x.performance_score": {"high": 0.4}, "anything": {"high": 1}}
        """);

    assertThat(pitwall.engine().thresholds().all())
        .filteredOn(threshold -> !threshold.metric().startsWith("system."))
        .extracting(threshold -> threshold.metric() + threshold.comparator().symbol())
        .containsExactlyInAnyOrder(
            "a.success_rate<", "a.usage>", "agent.x.performance_score<", "anything>");
  }
}
