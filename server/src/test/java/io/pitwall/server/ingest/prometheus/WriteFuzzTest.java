package io.pitwall.server.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.ingest.wire.DecodeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes come, the reader answers or refuses: nothing else, and soon. */
@Timeout(120)
class WriteFuzzTest {
  private final WriteReader reader = new WriteReader();

  @Test
  void damagedRequestsAreRefusedOrRead() {
    for (long seed = 0; seed < 6_000; seed++) {
      Random random = new Random(seed);
      byte[] request = request(random);
      byte[] damaged =
          random.nextBoolean()
              ? request.clone()
              : Arrays.copyOf(request, random.nextInt(request.length + 1));
      for (int i = 0; damaged.length > 0 && i < random.nextInt(5); i++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      survives(damaged, seed);
    }
  }

  @Test
  void randomBytesAreRefusedOrRead() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      survives(noise, seed);
    }
  }

  @Test
  void aFewBytesThatBecomeMuchMemoryAreRefused() {
    UnknownFieldSet.Field.Builder samples = UnknownFieldSet.Field.newBuilder();
    for (int i = 0; i < 2_000_000; i++) {
      samples.addLengthDelimited(com.google.protobuf.ByteString.EMPTY);
    }
    byte[] bomb =
        WriteMessages.request(
            WriteMessages.labels(Map.of("__name__", "m")).addField(2, samples.build()).build());

    assertThatThrownBy(() -> reader.read(bomb))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(413));
  }

  private static byte[] request(Random random) {
    UnknownFieldSet[] series = new UnknownFieldSet[1 + random.nextInt(4)];
    for (int i = 0; i < series.length; i++) {
      Map<String, String> labels = new TreeMap<>();
      String suffix = new String[] {"", "_total", "_sum", "_bucket"}[random.nextInt(4)];
      labels.put("__name__", "m" + random.nextInt(3) + suffix);
      labels.put("le", random.nextBoolean() ? "+Inf" : "" + random.nextDouble());
      UnknownFieldSet.Builder one = WriteMessages.labels(labels);
      if (random.nextInt(4) == 0) {
        one.addField(
            4,
            WriteMessages.delimited(
                WriteMessages.nativeHistogram(
                    random.nextInt(9),
                    random.nextGaussian(),
                    random.nextInt(-4, 9),
                    random.nextInt(3),
                    new int[][] {{random.nextInt(-9, 9), 2}, {random.nextInt(3), 1}},
                    new long[] {2, random.nextInt(-2, 3), 1},
                    random.nextLong())));
      } else {
        double value =
            random.nextInt(5) == 0
                ? Double.longBitsToDouble(WriteReader.STALE)
                : random.nextGaussian();
        one.addField(2, WriteMessages.delimited(WriteMessages.sample(value, random.nextLong())));
      }
      series[i] = one.build();
    }
    return WriteMessages.request(series);
  }

  private void survives(byte[] bytes, long seed) {
    try {
      assertThat(reader.read(bytes).batch()).isNotNull();
    } catch (DecodeException | ProblemException refused) {
      assertThat(refused.getMessage()).as("seed %d", seed).startsWith("Expected ");
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
    }
  }
}
