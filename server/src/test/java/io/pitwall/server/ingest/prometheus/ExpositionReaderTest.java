package io.pitwall.server.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pitwall.server.ingest.wire.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionReaderTest {

  private record Read(
      String name, Map<String, String> labels, Family family, double value, long micros) {}

  private static List<Read> read(String page, boolean openMetrics) {
    List<Read> all = new ArrayList<>();
    new ExpositionReader(page, openMetrics, 1_000)
        .read(
            (head, name, family, value, micros) ->
                all.add(new Read(name, TextLabels.parse(head), family, value, micros)));
    return all;
  }

  private static Read only(String line) {
    List<Read> all = read(line, false);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void theOlderFormatIsRead() {
    List<Read> all =
        read(
            """
            # A comment for people.
            # HELP http_requests_total Requests\\nserved.
            # TYPE http_requests_total counter
            http_requests_total{method="post",code="200"} 1027 1395066363000
            http_requests_total{method="post",code="400",}    3 1395066363000

            # TYPE temp gauge
            temp -4.5e1
            something_weird{problem="division by zero"} +Inf -3982045
            """,
            false);

    assertThat(all)
        .extracting(Read::value)
        .containsExactly(1027.0, 3.0, -45.0, Double.POSITIVE_INFINITY);
    assertThat(all.getFirst().labels()).isEqualTo(Map.of("method", "post", "code", "200"));
    assertThat(all.getFirst().family())
        .isEqualTo(new Family(FamilyKind.COUNTER, "", "Requests\nserved."));
    assertThat(all)
        .extracting(Read::micros)
        .containsExactly(
            1395066363000000L, 1395066363000000L, ExpositionReader.NO_TIME, -3982045000L);
    assertThat(all.get(3).family()).isEqualTo(Family.UNKNOWN);
  }

  @Test
  void openMetricsIsRead() {
    List<Read> all =
        read(
            """
            # TYPE rpc_seconds histogram
            # UNIT rpc_seconds seconds
            # HELP rpc_seconds Time of a call.
            rpc_seconds_bucket{le="0.1"} 8 # {trace_id="4bf9"} 0.067 1520879607.789
            rpc_seconds_bucket{le="+Inf"} 10 1520879607.5
            rpc_seconds_count 10
            rpc_seconds_sum 3.5
            rpc_seconds_created 1520430000.123
            # TYPE build info
            build_info{version="1.2"} 1
            # TYPE jobs counter
            jobs_total 17
            # EOF
            """,
            true);

    assertThat(all)
        .extracting(Read::value)
        .containsExactly(8.0, 10.0, 10.0, 3.5, 1520430000.123, 1.0, 17.0);
    assertThat(all.subList(0, 5))
        .allSatisfy(
            sample ->
                assertThat(sample.family())
                    .isEqualTo(new Family(FamilyKind.HISTOGRAM, "seconds", "Time of a call.")));
    assertThat(all.get(1).micros()).isEqualTo(1520879607500000L);
    assertThat(all.get(5).family().kind()).isEqualTo(FamilyKind.INFO);
    assertThat(all.get(6).family().kind()).isEqualTo(FamilyKind.COUNTER);
  }

  @Test
  void escapesAreUndone() {
    Map<String, String> labels =
        only("m{path=\"C:\\\\DIR\",text=\"say \\\"hi\\\"\\n}, {\",odd=\"\\d\",empty=\"\"} 1")
            .labels();

    assertThat(labels)
        .containsEntry("path", "C:\\DIR")
        .containsEntry("text", "say \"hi\"\n}, {")
        .containsEntry("odd", "\\d")
        .containsEntry("empty", "");
  }

  @Test
  void blanksAreAllowedWhereTheFormatAllowsThem() {
    Read read = only(" m { a = \"1\" , b=\"2\" } \t 4 \t 5 ");

    assertThat(read.labels()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(read.value()).isEqualTo(4);
    assertThat(read.micros()).isEqualTo(5_000);
    assertThat(only("m{} 1\r").value()).isEqualTo(1);
    assertThat(only("m NaN").value()).isNaN();
    assertThat(only("a:b:c 1").name()).isEqualTo("a:b:c");
  }

  @Test
  void aSuffixBelongsToAFamilyThatHasSuchParts() {
    String page =
        "# TYPE load gauge\nload 1\nload_count 2\n# TYPE q summary\nq_count 3\nq_bucket 4\n";

    assertThat(read(page, false))
        .extracting(sample -> sample.family().kind())
        .containsExactly(
            FamilyKind.GAUGE, FamilyKind.UNKNOWN, FamilyKind.SUMMARY, FamilyKind.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "m ",
        "m x",
        "m 1f",
        "m 0x1p3d",
        "m 1 2 3",
        "m 1 x",
        "{a=\"1\"} 1",
        "1m 1",
        "m{a=\"1\" 1",
        "m{a=\"1} 1",
        "m{a=1} 1",
        "m{=\"1\"} 1",
        "m{a=\"1\"b=\"2\"} 1",
        "m{a=\"1\",a=\"2\"} 1",
        "m{a} 1",
        "m{1a=\"1\"} 1",
        "<html>",
        "m{a=\"1\"}1x",
        "m-n 1",
        "m 1 # x\nm"
      })
  void aLineThatIsNoSampleSpoilsThePage(String line) {
    assertThatThrownBy(() -> read("ok 1\n" + line + "\n", false))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("Expected ");
  }

  @Test
  void aPageThatIsCutOffIsRefused() {
    assertThatThrownBy(() -> read("m 1\n", true))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("# EOF");
    assertThatThrownBy(() -> read("m 1\n# EOF\nm 2\n", true))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("line 3");
    assertThat(read("m 1\n# EOF", true)).hasSize(1);
  }

  @Test
  void moreSamplesThanAllowedAreRefused() {
    assertThatThrownBy(() -> read("m 1\n".repeat(1_001), false))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("sample-limit");
  }

  @Test
  void damagedPagesAreRefusedOrRead() {
    String page =
        "# TYPE a histogram\n# HELP a x\\n\na_bucket{le=\"1\",b=\"\\\\\"} 1 2 # {t=\"1\"} 2\na_sum 1e3\n# EOF\n";
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder damaged = new StringBuilder(page);
      for (int i = random.nextInt(5); i >= 0 && !damaged.isEmpty(); i--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(3)) {
          case 0 -> damaged.deleteCharAt(at);
          case 1 -> damaged.setCharAt(at, page.charAt(random.nextInt(page.length())));
          default -> damaged.setLength(at + 1);
        }
      }
      Throwable fault = catchThrowable(() -> read(damaged.toString(), random.nextBoolean()));
      if (fault != null) {
        assertThat(fault).as("seed %d: %s", seed, damaged).isInstanceOf(DecodeException.class);
      }
    }
  }
}
