package io.pitwall.lab.bench.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WriteTemplateTest {
  private static final long NOON = 1_772_366_400_000L;

  private record Read(ByteString labels, double value, long millis) {}

  private static List<Read> read(byte[] block) throws Exception {
    SnappyJavaDecompressor decompressor = new SnappyJavaDecompressor();
    byte[] message = new byte[decompressor.getUncompressedLength(block, 0)];
    decompressor.decompress(block, 0, block.length, message, 0, message.length);
    List<Read> all = new ArrayList<>();
    for (ByteString one : UnknownFieldSet.parseFrom(message).getField(1).getLengthDelimitedList()) {
      UnknownFieldSet series = UnknownFieldSet.parseFrom(one);
      UnknownFieldSet sample =
          UnknownFieldSet.parseFrom(series.getField(2).getLengthDelimitedList().getFirst());
      all.add(
          new Read(
              ByteString.copyFrom(series.getField(1).getLengthDelimitedList()),
              Double.longBitsToDouble(sample.getField(1).getFixed64List().getFirst()),
              sample.getField(2).getVarintList().getFirst()));
    }
    return all;
  }

  @Test
  void everyRequestHasAllSeriesWithTheTimeAndValuesOfItsRound() throws Exception {
    WriteTemplate template = WriteTemplate.of(3, 200);
    List<Read> first = read(template.request(NOON, 5));
    List<Read> second = read(template.request(NOON + 10_000, 6));

    assertThat(template.samples()).isEqualTo(200);
    assertThat(first).hasSize(200).extracting(Read::millis).containsOnly(NOON);
    assertThat(second).extracting(Read::millis).containsOnly(NOON + 10_000);
    Set<ByteString> labels = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      labels.add(first.get(i).labels);
      assertThat(second.get(i).labels).isEqualTo(first.get(i).labels);
      if (i % 2 == 1) {
        assertThat(second.get(i).value - first.get(i).value).as("counter %d", i).isEqualTo(7);
      }
    }
    assertThat(labels).hasSize(200);
  }
}
