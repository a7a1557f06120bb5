package io.pitwall.server.ingest.prometheus;

import static io.pitwall.server.ingest.prometheus.WriteMessages.delimited;
import static io.pitwall.server.ingest.prometheus.WriteMessages.labels;
import static io.pitwall.server.ingest.prometheus.WriteMessages.nativeHistogram;
import static io.pitwall.server.ingest.prometheus.WriteMessages.number;
import static io.pitwall.server.ingest.prometheus.WriteMessages.request;
import static io.pitwall.server.ingest.prometheus.WriteMessages.sample;
import static io.pitwall.server.ingest.prometheus.WriteMessages.series;
import static io.pitwall.server.ingest.prometheus.WriteMessages.varint;
import static io.pitwall.server.ingest.prometheus.WriteMessages.zigzag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.MetricType;
import io.pitwall.server.ingest.wire.DecodeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WriteReaderTest {
  private static final long NOON = 1_772_366_400_000L;

  private final WriteReader reader = new WriteReader();

  private static Map<String, String> named(String name, String... labels) {
    Map<String, String> all = new TreeMap<>(Map.of("__name__", name, "job", "fleet"));
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    return all;
  }

  private RawSeries seriesOf(String name, String... labels) {
    return reader
        .read(request(series(named(name, labels), 1, NOON)))
        .batch()
        .numbers()
        .getFirst()
        .series();
  }

  @Test
  void aSampleIsReadWithItsLabels() {
    Written written =
        reader.read(request(series(named("queue_depth", "instance", "a:1"), 7.5, NOON)));

    RawNumber number = written.batch().numbers().getFirst();
    assertThat(number.value()).isEqualTo(7.5);
    assertThat(number.timeMicros()).isEqualTo(NOON * 1_000);
    assertThat(number.delta()).isFalse();
    assertThat(number.series().name()).isEqualTo("queue_depth");
    assertThat(number.series().type()).isEqualTo(MetricType.GAUGE);
    assertThat(number.series().tags().toMap()).isEqualTo(Map.of("job", "fleet", "instance", "a:1"));
  }

  @Test
  void aKnownSeriesIsTheSameObjectWhereverItStands() {
    RawSeries first = seriesOf("queue_depth");
    List<RawNumber> second =
        reader
            .read(
                request(series(named("other"), 1, NOON), series(named("queue_depth"), 1, NOON + 1)))
            .batch()
            .numbers();

    assertThat(second.get(1).series()).isSameAs(first);
    assertThat(second.get(0).series()).isNotSameAs(first);
  }

  @Test
  void severalSamplesOfASeriesAreReadInTheirOrder() {
    UnknownFieldSet many =
        labels(named("depth"))
            .addField(2, delimited(sample(1, NOON), sample(2, NOON - 5_000), sample(3, NOON + 1)))
            .build();

    assertThat(reader.read(request(many)).batch().numbers())
        .extracting(RawNumber::value, RawNumber::timeMicros)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1.0, NOON * 1_000),
            org.assertj.core.groups.Tuple.tuple(2.0, (NOON - 5_000) * 1_000),
            org.assertj.core.groups.Tuple.tuple(3.0, (NOON + 1) * 1_000));
  }

  @Test
  void labelsMayComeAfterTheSamples() throws IOException {
    UnknownFieldSet usual = series(named("depth", "queue", "in"), 4, NOON);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    List<ByteString> labels = usual.getField(1).getLengthDelimitedList();
    out.writeBytes(1, labels.get(0));
    out.writeBytes(2, usual.getField(2).getLengthDelimitedList().getFirst());
    for (ByteString label : labels.subList(1, labels.size())) {
      out.writeBytes(1, label);
    }
    out.flush();
    byte[] request =
        UnknownFieldSet.newBuilder()
            .addField(
                1,
                Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFrom(bytes.toByteArray()))
                    .build())
            .build()
            .toByteArray();

    RawNumber number = reader.read(request).batch().numbers().getFirst();
    assertThat(number.value()).isEqualTo(4);
    assertThat(number.series()).isSameAs(seriesOf("depth", "queue", "in"));
  }

  @Test
  void typeAndUnitComeFromTheNameUntilMetadataTellsThem() {
    assertThat(seriesOf("jobs_total").type()).isEqualTo(MetricType.COUNTER);
    assertThat(seriesOf("rpc_seconds_count").type()).isEqualTo(MetricType.COUNTER);
    assertThat(seriesOf("rpc_seconds_count").unit()).isEmpty();
    assertThat(seriesOf("rpc_seconds_sum").unit()).isEqualTo("s");
    assertThat(seriesOf("rpc_seconds_bucket", "le", "1").type()).isEqualTo(MetricType.COUNTER);
    assertThat(seriesOf("heap_bytes").type()).isEqualTo(MetricType.GAUGE);
    assertThat(seriesOf("heap_bytes").unit()).isEqualTo("By");

    reader.read(WriteMessages.metadata(1, "clicks", "Clicks seen", ""));
    reader.read(WriteMessages.metadata(2, "strange_total", "Goes down too", "bytes"));

    RawSeries clicks = seriesOf("clicks");
    assertThat(clicks.type()).isEqualTo(MetricType.COUNTER);
    assertThat(clicks.description()).isEqualTo("Clicks seen");
    assertThat(seriesOf("strange_total").type()).isEqualTo(MetricType.GAUGE);
    assertThat(seriesOf("strange_total").unit()).isEqualTo("By");
  }

  @Test
  void aStaleMarkerEndsItsSeriesAndIsNoValue() {
    RawSeries known = seriesOf("depth");

    Written written =
        reader.read(
            request(series(named("depth"), Double.longBitsToDouble(WriteReader.STALE), NOON)));

    assertThat(written.batch().numbers()).isEmpty();
    assertThat(written.withoutValue()).isZero();
    assertThat(written.ended())
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.series()).isSameAs(known);
              assertThat(ended.timeMicros()).isEqualTo(NOON * 1_000);
            });
  }

  @Test
  void anyOtherNanIsNoValueAndNoEnd() {
    Written written = reader.read(request(series(named("p99"), Double.NaN, NOON)));

    assertThat(written.batch().size()).isZero();
    assertThat(written.ended()).isEmpty();
    assertThat(written.withoutValue()).isEqualTo(1);
  }

  @Test
  void absurdTimesStayAbsurd() {
    for (long millis : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      long micros =
          reader
              .read(request(series(named("depth"), 1, millis)))
              .batch()
              .numbers()
              .getFirst()
              .timeMicros();
      assertThat(Long.signum(micros)).isEqualTo(Long.signum(millis));
      assertThat(Math.abs(micros)).isGreaterThan(Long.MAX_VALUE - 1_000_000);
    }
  }

  @Test
  void aClassicHistogramBecomesADistribution() {
    List<RawHistogram> first = scrape(NOON, 3, 7, 8, 6.5);
    assertThat(first).as("nobody knows yet how many buckets there are").isEmpty();

    RawHistogram second = scrape(NOON + 15_000, 5, 10, 12, 9.5).getFirst();
    assertThat(second.cumulative()).isTrue();
    assertThat(second.timeMicros()).isEqualTo((NOON + 15_000) * 1_000);
    assertThat(second.series().name()).isEqualTo("rpc_seconds");
    assertThat(second.series().type()).isEqualTo(MetricType.TIMER);
    assertThat(second.series().tags().toMap()).isEqualTo(Map.of("job", "fleet"));
    assertThat(second.histogram().count()).isEqualTo(12);
    assertThat(second.histogram().sum()).isEqualTo(9.5);
    assertThat(second.histogram().counts()).containsExactly(5, 5, 2);

    RawHistogram third = scrape(NOON + 30_000, 5, 12, 14, 11).getFirst();
    assertThat(third.series()).isSameAs(second.series());
    assertThat(third.histogram().minus(second.histogram()).counts()).containsExactly(2);
  }

  @Test
  void aHistogramThatIsAlsoSentInNativeFormIsCountedOnce() {
    histogram(nativeHistogram(1, 1, 0, 0, new int[][] {{0, 1}}, new long[] {1}, NOON));

    scrape(NOON, 3, 7, 8, 6.5);
    assertThat(scrape(NOON + 15_000, 5, 10, 12, 9.5)).isEmpty();
  }

  private List<RawHistogram> scrape(long millis, double tenth, double one, double all, double sum) {
    List<RawHistogram> found = new ArrayList<>();
    found.addAll(
        histograms(
            series(named("rpc_seconds_bucket", "le", "0.1"), tenth, millis),
            series(named("rpc_seconds_bucket", "le", "1.0"), one, millis)));
    assertThat(found).as("buckets are still missing").isEmpty();
    found.addAll(
        histograms(
            series(named("rpc_seconds_bucket", "le", "+Inf"), all, millis),
            series(named("rpc_seconds_sum"), sum, millis),
            series(named("rpc_seconds_count"), all, millis)));
    return found;
  }

  private List<RawHistogram> histograms(UnknownFieldSet... series) {
    return reader.read(request(series)).batch().histograms();
  }

  @Test
  void aNativeHistogramIsReadBucketByBucket() {
    // Schema 0 doubles: buckets (0.5, 1], (1, 2], then a gap of one, (4, 8].
    RawHistogram read =
        histogram(
            nativeHistogram(
                9, 21.5, 0, 1, new int[][] {{0, 2}, {1, 1}}, new long[] {2, 1, 0}, NOON));

    assertThat(read.cumulative()).isTrue();
    assertThat(read.timeMicros()).isEqualTo(NOON * 1_000);
    assertThat(read.series().name()).isEqualTo("rpc_seconds");
    assertThat(read.series().type()).isEqualTo(MetricType.TIMER);
    assertThat(read.histogram().scale()).isZero();
    assertThat(read.histogram().indexes()).containsExactly(-1, 0, 2);
    assertThat(read.histogram().counts()).containsExactly(2, 3, 3);
    assertThat(read.histogram().zeroCount()).isEqualTo(1);
    assertThat(read.histogram().count()).isEqualTo(9);
    assertThat(read.histogram().sum()).isEqualTo(21.5);
    assertThat(read.histogram().quantile(0.9)).isBetween(4.0, 8.0);
  }

  @Test
  void aNativeHistogramOfFloatingCountsIsReadAsWell() {
    UnknownFieldSet floats =
        UnknownFieldSet.newBuilder()
            .addField(2, number(7))
            .addField(3, number(20))
            .addField(4, varint(zigzag(3)))
            .addField(7, number(2))
            .addField(
                11,
                delimited(
                    UnknownFieldSet.newBuilder()
                        .addField(1, varint(zigzag(-3)))
                        .addField(2, varint(2))
                        .build()))
            .addField(
                13,
                Field.newBuilder()
                    .addFixed64(Double.doubleToRawLongBits(1))
                    .addFixed64(Double.doubleToRawLongBits(4))
                    .build())
            .addField(14, varint(3))
            .addField(15, varint(NOON))
            .build();

    RawHistogram read = histogram(floats);
    assertThat(read.cumulative()).as("a gauge").isFalse();
    assertThat(read.histogram().indexes()).containsExactly(-4, -3);
    assertThat(read.histogram().counts()).containsExactly(1, 4);
    assertThat(read.histogram().zeroCount()).isEqualTo(2);
  }

  private RawHistogram histogram(UnknownFieldSet histogram) {
    return reader
        .read(request(labels(named("rpc_seconds")).addField(4, delimited(histogram)).build()))
        .batch()
        .histograms()
        .getFirst();
  }

  @Test
  void aNativeHistogramThatMakesNoSenseIsRefusedAlone() {
    UnknownFieldSet sound = nativeHistogram(1, 1, 0, 0, new int[][] {{0, 1}}, new long[] {1}, NOON);
    for (UnknownFieldSet faulty :
        List.of(
            nativeHistogram(1, 1, 9, 0, new int[][] {{0, 1}}, new long[] {1}, NOON),
            nativeHistogram(1, 1, 0, 0, new int[][] {{0, 2}}, new long[] {1}, NOON),
            nativeHistogram(1, 1, 0, 0, new int[][] {{0, -1}}, new long[] {1}, NOON),
            nativeHistogram(1, 1, 0, 0, new int[][] {}, new long[] {1}, NOON),
            nativeHistogram(1, 1, 0, 0, new int[][] {{0, 1}}, new long[] {-1}, NOON),
            nativeHistogram(1, 1, 0, 0, new int[][] {{Integer.MAX_VALUE, 1}}, new long[] {1}, NOON),
            nativeHistogram(1, 1, 0, 0, new int[][] {{0, 1}, {-1, 1}}, new long[] {1, 0}, NOON))) {
      Written written =
          reader.read(
              request(labels(named("rpc_seconds")).addField(4, delimited(faulty, sound)).build()));

      assertThat(written.refused()).isEqualTo(1);
      assertThat(written.refusals().getFirst().field()).startsWith("rpc_seconds.");
      assertThat(written.batch().histograms()).hasSize(1);
    }
  }

  @Test
  void aStaleNativeHistogramEndsItsSeries() {
    UnknownFieldSet stale =
        UnknownFieldSet.newBuilder()
            .addField(3, number(Double.longBitsToDouble(WriteReader.STALE)))
            .addField(15, varint(NOON))
            .build();

    Written written =
        reader.read(request(labels(named("rpc")).addField(4, delimited(stale)).build()));

    assertThat(written.batch().size()).isZero();
    assertThat(written.ended()).hasSize(1);
  }

  @Test
  void aWireTypeThatDoesNotFitIsRefused() {
    byte[] textForNumber =
        request(
            labels(named("depth"))
                .addField(
                    2,
                    delimited(
                        UnknownFieldSet.newBuilder()
                            .addField(1, WriteMessages.text("seven"))
                            .build()))
                .build());

    assertThatThrownBy(() -> reader.read(textForNumber))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("Expected wire type 1 for field 1");
  }

  @Test
  void fullNumbersOfHistogramsFitTheirError() {
    RawHistogram read =
        histogram(
            nativeHistogram(100, 5_000, 8, 0, new int[][] {{1000, 1}}, new long[] {100}, NOON));

    double value = Math.pow(2, 999.5 / 256);
    assertThat(read.histogram().scale()).isEqualTo(5);
    assertThat(read.histogram().quantile(0.5)).isCloseTo(value, within(0.022 * value));
  }
}
