package io.pitwall.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Measurement RATE =
      new Measurement(
          "spans", "taken", 31_415, 30_000, 33_000, "/s", new Goal.AtLeast(20_000, 60_000));
  private static final Measurement START =
      Measurement.of("startup", "ready", Quantiles.of(2.5, 2.4, 2.6), "s")
          .against(new Goal.AtMost(2, 1));

  @Test
  void setsMeasuredValuesBesideWhatIsWanted() {
    String table =
        new Report(Map.of("cores", "2"), List.of(RATE, START), Map.of("idle", "no /proc")).table();
    assertThat(table.lines())
        .anyMatch(
            line ->
                line.matches(
                    "spans +taken +31,415 /s \\(30,000\\.\\.33,000\\) +20,000 /s +60,000 /s +bar"))
        .anyMatch(
            line ->
                line.matches(
                    "startup +ready +2\\.50 s \\(2\\.40\\.\\.2\\.60\\) +2\\.00 s +1\\.00 s +misses by 25 %"))
        .anyMatch(line -> line.matches("idle +failed: no /proc"))
        .contains("cores: 2");
  }

  @Test
  void writesTheSameForPrograms() {
    String json =
        new String(new Report(Map.of(), List.of(RATE), Map.of()).json(), StandardCharsets.UTF_8);
    assertThat(json).contains("\"value\" : 31415.0", "\"bar_at_least\" : 20000.0");
  }

  @Test
  void judges() {
    assertThat(new Goal.AtMost(2, 1).verdict(1)).isEqualTo("aim");
    assertThat(new Goal.AtMost(2, 1).verdict(2)).isEqualTo("bar");
    assertThat(new Goal.AtLeast(20, 60).verdict(60)).isEqualTo("aim");
    assertThat(new Goal.AtLeast(20, 60).verdict(10)).isEqualTo("misses by 50 %");
    assertThat(new Goal.AtMost(0, 0).verdict(0)).isEqualTo("aim");
    assertThat(new Goal.AtMost(0, 0).verdict(3)).isEqualTo("misses by 3.00");
    assertThat(new Goal.None().verdict(3)).isEmpty();
  }

  @Test
  void keepsThreeDigits() {
    assertThat(Measurement.number(0.0123)).isEqualTo("0.012");
    assertThat(Measurement.number(1.234)).isEqualTo("1.23");
    assertThat(Measurement.number(12.34)).isEqualTo("12.3");
    assertThat(Measurement.number(1_234_567)).isEqualTo("1,234,567");
    assertThat(Measurement.number(0)).isEqualTo("0");
    assertThat(Measurement.number(Double.NaN)).isEqualTo("-");
  }
}
