package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.util.JsonFormat;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.ingest.wire.DecodeException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes come, the readers answer or refuse: nothing else, and soon. */
@Timeout(300)
class OtlpFuzzTest {
  private final ProtoTraces traces = new ProtoTraces();
  private final ProtoMetrics metrics = new ProtoMetrics();

  @Test
  void protobufThatIsCutOffAnywhereIsRefusedOrRead() {
    for (long seed = 0; seed < 20; seed++) {
      byte[] spans = new OddWire(seed).write(new RandomRequests(seed).traces());
      byte[] points = new OddWire(seed).write(new RandomRequests(seed).metrics());
      Random random = new Random(seed);
      for (int i = 0; i < 100; i++) {
        survives(traces::read, cut(spans, random), seed);
        survives(metrics::read, cut(points, random), seed);
      }
    }
  }

  @Test
  void protobufWithFlippedBitsIsRefusedOrRead() {
    for (long seed = 0; seed < 20; seed++) {
      byte[] spans = new OddWire(seed).write(new RandomRequests(seed).traces());
      byte[] points = new OddWire(seed).write(new RandomRequests(seed).metrics());
      Random random = new Random(seed);
      for (int i = 0; i < 200; i++) {
        survives(traces::read, flip(spans, random), seed);
        survives(metrics::read, flip(points, random), seed);
      }
    }
  }

  @Test
  void randomBytesAreRefusedOrRead() {
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      survives(traces::read, noise, seed);
      survives(metrics::read, noise, seed);
      survives(JsonTraces::read, noise, seed);
    }
  }

  @Test
  void damagedJsonIsRefusedOrRead() throws Exception {
    JsonFormat.Printer printer = JsonFormat.printer().omittingInsignificantWhitespace();
    for (long seed = 0; seed < 10; seed++) {
      RandomRequests requests = new RandomRequests(seed);
      byte[] spans = printer.print(requests.traces()).getBytes(StandardCharsets.UTF_8);
      byte[] points = printer.print(requests.metrics()).getBytes(StandardCharsets.UTF_8);
      Random random = new Random(seed);
      for (int i = 0; i < 100; i++) {
        survives(JsonTraces::read, cut(spans, random), seed);
        survives(JsonTraces::read, flip(spans, random), seed);
        survives(JsonTraces::read, swap(spans, random), seed);
        survives(JsonMetrics::read, cut(points, random), seed);
        survives(JsonMetrics::read, flip(points, random), seed);
        survives(JsonMetrics::read, swap(points, random), seed);
      }
    }
  }

  @Test
  void lengthsBeyondTheMessageAreRefused() {
    for (String length :
        List.of("ffffffff07", "ffffffff0f", "ffffffffffffffffff01", "8080808010")) {
      for (String field : List.of("0a", "0a060a", "0a0812")) {
        byte[] bytes = HexFormat.of().parseHex(field + length);
        assertThatThrownBy(() -> traces.read(bytes)).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> metrics.read(bytes)).isInstanceOf(DecodeException.class);
      }
    }
  }

  @Test
  void aHistogramOfTenMegabytesIsRefusedAlone() {
    for (int field : new int[] {9, 10}) {
      byte[] buckets = nested(new byte[10 << 20], field == 9 ? new int[] {6} : new int[] {2, 8});
      byte[] point = join(hex("19" + "0010a5d4e8000000"), buckets);
      byte[] metric =
          join(nested("big".getBytes(StandardCharsets.UTF_8), 1), nested(point, 1, field));
      Decoded decoded = metrics.read(nested(metric, 2, 2, 1));
      assertThat(decoded.refused()).isEqualTo(1);
      assertThat(decoded.refusals())
          .singleElement()
          .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("big.bucket_counts"));
    }
  }

  @Test
  void valuesNestedTooDeepAreRefusedWithoutOverflowingTheStack() {
    byte[] value = hex("0a0178");
    for (int i = 0; i < 5_000; i++) {
      value = nested(value, 1, 5);
    }
    byte[] attribute = join(hex("0a016b"), nested(value, 2));
    byte[] request = nested(nested(attribute, 9), 2, 2, 1);
    assertThatThrownBy(() -> traces.read(request))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("nested at most 32 deep");
    String open = "{\"arrayValue\":{\"values\":[".repeat(100_000);
    String json =
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":" + open;
    assertThat(catchThrowable(() -> JsonTraces.read(json.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOfAny(DecodeException.class, ProblemException.class);
    byte[] groups = new byte[1 << 20];
    Arrays.fill(groups, (byte) 0x1b);
    assertThatThrownBy(() -> traces.read(groups)).isInstanceOf(DecodeException.class);
  }

  @Test
  void aMillionAttributesAreReadInLinearTime() {
    byte[] attributes = repeat(hex("4a080a016b12030a0176"), 1_000_000);
    byte[] request = nested(attributes, 2, 2, 1);
    assertThat(traces.read(request).batch().spans())
        .singleElement()
        .satisfies(span -> assertThat(span.attributes().size()).isEqualTo(1_000_000));
    byte[] points = nested(nested(repeat(hex("3a080a016b12030a0176"), 1_000_000), 1, 5), 2, 2, 1);
    assertThat(metrics.read(points).batch().numbers())
        .singleElement()
        .satisfies(number -> assertThat(number.series().tags().size()).isEqualTo(1_000_000));
  }

  @Test
  void aFewBytesThatBecomeMuchMemoryAreRefused() {
    byte[] emptySpans = nested(repeat(hex("1200"), 8 << 20), 2, 1);
    byte[] emptyAttributes = nested(repeat(hex("4a00"), 8 << 20), 2, 2, 1);
    byte[] emptyElements =
        nested(join(hex("0a00"), nested(repeat(hex("0a00"), 16 << 20), 5, 2)), 9, 2, 2, 1);
    for (byte[] bomb : List.of(emptySpans, emptyAttributes, emptyElements)) {
      refusesAsTooLarge(() -> traces.read(bomb));
    }
    byte[] emptyPoints = nested(repeat(hex("0a00"), 8 << 20), 5, 2, 2, 1);
    refusesAsTooLarge(() -> metrics.read(emptyPoints));
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}" + ",{}".repeat(4 << 20) + "]}]}]}";
    refusesAsTooLarge(() -> JsonTraces.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aSummaryOfManyQuantilesAndAttributesIsRefused() {
    byte[] point = join(repeat(hex("3a080a016b12030a0176"), 100_000), repeat(hex("3200"), 100_000));
    refusesAsTooLarge(() -> metrics.read(nested(point, 1, 11, 2, 2, 1)));
  }

  private static void refusesAsTooLarge(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(413));
  }

  private static void survives(Function<byte[], Decoded> reader, byte[] bytes, long seed) {
    try {
      assertThat(reader.apply(bytes).batch()).isNotNull();
    } catch (DecodeException | ProblemException refused) {
      assertThat(refused.getMessage()).as("seed %d", seed).startsWith("Expected ");
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
    }
  }

  private static byte[] cut(byte[] bytes, Random random) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
  }

  private static byte[] flip(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    for (int i = 0; bytes.length > 0 && i < 1 + random.nextInt(4); i++) {
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /**
   * Puts one piece in the place of another, so that well-formed text stands where it should not.
   */
  private static byte[] swap(byte[] bytes, Random random) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> pieces =
        List.of("null", "{}", "[]", "\"x\"", "1e400", "-1", "true", "99999999999999999999");
    int from = text.indexOf(':', random.nextInt(text.length() + 1));
    int to = from < 0 ? -1 : from + 1 + indexOfAny(text.substring(from + 1));
    return (from < 0 || to <= from
            ? text
            : text.substring(0, from + 1)
                + pieces.get(random.nextInt(pieces.size()))
                + text.substring(to))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int indexOfAny(String text) {
    int at = 0;
    while (at < text.length() && ",}]".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** The bytes as a field of the first number, that as one of the second, and so on outwards. */
  private static byte[] nested(byte[] bytes, int... fields) {
    byte[] outer = bytes;
    for (int field : fields) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(outer.length + 8);
      out.write((field << 3) | 2);
      int length = outer.length;
      while (length >= 0x80) {
        out.write((length & 0x7f) | 0x80);
        length >>>= 7;
      }
      out.write(length);
      out.writeBytes(outer);
      outer = out.toByteArray();
    }
    return outer;
  }

  private static byte[] repeat(byte[] bytes, int times) {
    byte[] many = new byte[bytes.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(bytes, 0, many, i * bytes.length, bytes.length);
    }
    return many;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
