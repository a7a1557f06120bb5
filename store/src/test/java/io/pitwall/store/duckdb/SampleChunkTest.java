package io.pitwall.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packed samples come back bit by bit. */
class SampleChunkTest {
  private static final long START = 1_793_613_600_000_000L;

  @Test
  void valuesAndTimesOfAllKindsComeBackBitByBit() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      SampleChunk.Samples samples = new SampleChunk.Samples();
      int count = 1 + random.nextInt(400);
      int times = random.nextInt(4);
      int values = random.nextInt(9);
      long time = START;
      double value = random.nextInt(1_000);
      for (int i = 0; i < count; i++) {
        time +=
            switch (times) {
              case 0 -> 15_000_000;
              case 1 -> 15_000_000 + random.nextInt(100) * 1_000L;
              case 2 -> random.nextInt(3);
              default -> random.nextLong(1L << random.nextInt(50));
            };
        value = next(random, values, value);
        samples.add(time, value);
      }
      assertComesBack(samples);
    }
  }

  @Test
  void oddValuesKeepTheirBits() {
    double stale = Double.longBitsToDouble(0x7ff0000000000002L);
    SampleChunk.Samples samples = new SampleChunk.Samples();
    double[] odd = {
      0,
      -0.0,
      Double.NaN,
      stale,
      Double.POSITIVE_INFINITY,
      Double.MIN_VALUE,
      -Double.MAX_VALUE,
      0x1p53,
      0x1p53 + 2,
      0.1 + 0.2,
      1e-7,
      123_456.654321,
      Long.MIN_VALUE,
      stale,
      stale
    };
    for (double value : odd) {
      samples.add(-5, value);
    }
    assertComesBack(samples);
    for (double value : odd) {
      SampleChunk.Samples one = new SampleChunk.Samples();
      one.add(-100_000_000_000_000_000L, value);
      one.add(100_000_000_000_000_000L, value);
      assertComesBack(one);
    }
  }

  @Test
  void regularDecimalsTakeAByteOrTwo() {
    Random random = new Random(7);
    SampleChunk.Samples counter = new SampleChunk.Samples();
    SampleChunk.Samples percent = new SampleChunk.Samples();
    SampleChunk.Samples constant = new SampleChunk.Samples();
    double total = 0;
    for (int i = 0; i < 1_000; i++) {
      total += random.nextInt(60);
      counter.add(START + i * 15_000_000L, total);
      percent.add(START + i * 15_000_000L, random.nextInt(1_000) / 10.0);
      constant.add(START + i * 15_000_000L, 0.3);
    }
    assertThat(new SampleChunk().pack(counter).length).isLessThan(1_050);
    assertThat(new SampleChunk().pack(percent).length).isLessThan(2_050);
    assertThat(new SampleChunk().pack(constant).length).isLessThan(40);
  }

  @Test
  void unsortedSamplesAreSortedByTimeAndKeepTheirOrderWithin() {
    SampleChunk.Samples samples = new SampleChunk.Samples();
    samples.add(3, 1);
    samples.add(1, 2);
    samples.add(3, 3);
    samples.add(1, 4);
    samples.sort();
    assertThat(values(samples)).containsExactly(2.0, 4.0, 1.0, 3.0);
  }

  @Test
  void aBlockKeepsTheOrderOfArrival() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    SampleBlock block = new SampleBlock();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      int series = random.nextInt(random.nextBoolean() ? 10 : Integer.MAX_VALUE);
      long time = random.nextLong(-1L << 56, 1L << 56);
      double value = Double.longBitsToDouble(random.nextLong());
      block.add(series, time, value);
      expected.add(series + " " + time + " " + Double.doubleToRawLongBits(value));
    }
    List<String> read = new ArrayList<>();
    SampleBlock.each(
        block.toBytes(),
        (series, time, value) ->
            read.add(series + " " + time + " " + Double.doubleToRawLongBits(value)));
    assertThat(read).isEqualTo(expected);
  }

  private static double next(Random random, int kind, double before) {
    return switch (kind) {
      case 0 -> before + random.nextInt(1_000);
      case 1 -> random.nextInt(10_000) / 100.0;
      case 2 -> random.nextDouble();
      case 3 -> Double.longBitsToDouble(random.nextLong());
      case 4 -> before;
      case 5 -> random.nextInt(20) == 0 ? random.nextGaussian() : before;
      case 6 -> random.nextInt(50) == 0 ? 0.123456789 : random.nextInt(5);
      case 7 -> random.nextLong(-1L << 54, 1L << 54);
      default -> random.nextInt(1_000_000) / 1e6;
    };
  }

  private static void assertComesBack(SampleChunk.Samples samples) {
    SampleChunk.Samples read = new SampleChunk.Samples();
    read.add(1, 1);
    read.append(new SampleChunk().pack(samples));
    assertThat(read.size()).isEqualTo(samples.size() + 1);
    for (int i = 0; i < samples.size(); i++) {
      assertThat(read.time(i + 1)).isEqualTo(samples.time(i));
      assertThat(Double.doubleToRawLongBits(read.value(i + 1)))
          .isEqualTo(Double.doubleToRawLongBits(samples.value(i)));
    }
  }

  private static List<Double> values(SampleChunk.Samples samples) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      values.add(samples.value(i));
    }
    return values;
  }
}
