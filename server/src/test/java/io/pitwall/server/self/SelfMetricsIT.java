package io.pitwall.server.self;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfMetricsIT {
  private static RunningPitwall pitwall;

  @BeforeAll
  static void start(@TempDir Path folder) {
    pitwall = RunningPitwall.watching(folder);
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static String metrics() {
    return pitwall.get("/metrics").text();
  }

  private static double value(String sample) {
    return Arrays.stream(metrics().split("\n"))
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  @Test
  void fault18WhatIsRefusedIsCountedByReason() {
    String late = "pitwall_intake_refused_records_total{reason=\"time_too_old\"}";
    String field = "pitwall_intake_refused_records_total{reason=\"invalid_field\"}";
    String broken = "pitwall_intake_refused_records_total{reason=\"malformed_request\"}";
    double before = value(late);

    pitwall.post(
        RunningPitwall.API + "/metrics",
        "{\"name\": \"m\", \"value\": 1, \"metric_type\": \"gauge\", \"timestamp\":"
            + " \"2001-01-01T00:00:00Z\"}");
    pitwall.post(RunningPitwall.API + "/metrics", "{\"name\": \"m\"}");
    pitwall.post(RunningPitwall.API + "/metrics", "{");

    assertThat(value(late)).isEqualTo(before + 1);
    assertThat(value(field)).isEqualTo(1);
    assertThat(value(broken)).isEqualTo(1);
    assertThat(
            value(
                "pitwall_http_requests_total{method=\"POST\",route=\"/api/performance/metrics\",status=\"422\"}"))
        .isEqualTo(2);
  }

  @Test
  void theStateOfTheStoreAndOfTheEngineIsThere() {
    pitwall.post(
        RunningPitwall.API + "/metrics",
        "{\"name\": \"m\", \"value\": 1, \"metric_type\": \"gauge\"}");

    assertThat(value("pitwall_store_commits_total")).isPositive();
    assertThat(value("pitwall_store_samples")).isPositive();
    assertThat(value("pitwall_store_file_bytes")).isPositive();
    assertThat(value("pitwall_store_queue_capacity_records")).isPositive();
    assertThat(value("pitwall_engine_rounds_total")).isPositive();
    assertThat(metrics()).contains("pitwall_engine_hook_failures_total 0");
    assertThat(value("jvm_memory_used_bytes{area=\"heap\"}")).isGreaterThan(1e6);
    assertThat(value("process_cpu_seconds_total")).isPositive();
    assertThat(metrics()).contains("pitwall_build_info{version=");
  }

  @Test
  void bucketsOfDurationsGrowAndEndInAll() {
    pitwall.get("/healthz");
    String route = "{method=\"GET\",route=\"/healthz\"";

    double count = value("pitwall_http_request_duration_seconds_count" + route + "}");
    assertThat(count).isPositive();
    assertThat(value("pitwall_http_request_duration_seconds_bucket" + route + ",le=\"+Inf\"}"))
        .isGreaterThanOrEqualTo(count);
    assertThat(value("pitwall_http_request_duration_seconds_bucket" + route + ",le=\"5\"}"))
        .isGreaterThanOrEqualTo(
            value("pitwall_http_request_duration_seconds_bucket" + route + ",le=\"0.001\"}"));
  }

  @Test
  void openMetricsIsSpokenToWhoAsksForIt() {
    Answer answer =
        pitwall.send(
            pitwall
                .request("/metrics")
                .header(
                    "Accept",
                    "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5")
                .GET());

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
    assertThat(answer.text())
        .endsWith("# EOF\n")
        .contains("# TYPE pitwall_store_commits counter\n", "pitwall_store_commits_total ");
    assertThat(pitwall.get("/metrics").headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(metrics())
        .doesNotContain("# EOF")
        .contains("# TYPE pitwall_store_commits_total counter\n");
  }

  @Test
  void everyLineIsWellFormedAndEveryFamilyIsThereOnce() {
    Set<String> families = new HashSet<>();
    for (String line : metrics().split("\n")) {
      if (line.startsWith("# TYPE ")) {
        assertThat(families.add(line.split(" ")[2])).as(line).isTrue();
      } else if (!line.startsWith("# HELP ")) {
        assertThat(line).matches("[a-z_0-9]+(\\{([a-z]+=\"[^\"]*\",?)+})? (-?[0-9.E+-]+|\\+Inf)");
      }
    }
    assertThat(families).hasSizeGreaterThan(30);
  }
}
