package io.pitwall.server.ingest.prometheus;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Messages of remote write, made with protobuf's own classes. */
final class WriteMessages {

  /** A request of these series. */
  static byte[] request(UnknownFieldSet... series) {
    Field.Builder all = Field.newBuilder();
    for (UnknownFieldSet one : series) {
      all.addLengthDelimited(one.toByteString());
    }
    return UnknownFieldSet.newBuilder().addField(1, all.build()).build().toByteArray();
  }

  /** A request that only tells about a metric. */
  static byte[] metadata(int type, String name, String help, String unit) {
    ByteString metadata =
        UnknownFieldSet.newBuilder()
            .addField(1, varint(type))
            .addField(2, text(name))
            .addField(4, text(help))
            .addField(5, text(unit))
            .build()
            .toByteString();
    return UnknownFieldSet.newBuilder()
        .addField(3, Field.newBuilder().addLengthDelimited(metadata).build())
        .build()
        .toByteArray();
  }

  /** A series with one sample. */
  static UnknownFieldSet series(Map<String, String> labels, double value, long millis) {
    return labels(labels).addField(2, delimited(sample(value, millis))).build();
  }

  /** Labels in the order of the map; series add to them. */
  static UnknownFieldSet.Builder labels(Map<String, String> labels) {
    Field.Builder all = Field.newBuilder();
    labels.forEach(
        (name, value) ->
            all.addLengthDelimited(
                UnknownFieldSet.newBuilder()
                    .addField(1, text(name))
                    .addField(2, text(value))
                    .build()
                    .toByteString()));
    return UnknownFieldSet.newBuilder().addField(1, all.build());
  }

  static UnknownFieldSet sample(double value, long millis) {
    return UnknownFieldSet.newBuilder()
        .addField(1, number(value))
        .addField(2, varint(millis))
        .build();
  }

  /** A native histogram of whole counts: spans as offset and length, deltas between buckets. */
  static UnknownFieldSet nativeHistogram(
      long count, double sum, int schema, long zeros, int[][] spans, long[] deltas, long millis) {
    Field.Builder allSpans = Field.newBuilder();
    for (int[] span : spans) {
      allSpans.addLengthDelimited(
          UnknownFieldSet.newBuilder()
              .addField(1, varint(zigzag(span[0])))
              .addField(2, varint(span[1]))
              .build()
              .toByteString());
    }
    Field.Builder allDeltas = Field.newBuilder();
    Arrays.stream(deltas).forEach(delta -> allDeltas.addVarint(zigzag(delta)));
    return UnknownFieldSet.newBuilder()
        .addField(1, varint(count))
        .addField(3, number(sum))
        .addField(4, varint(zigzag(schema)))
        .addField(5, number(1e-128))
        .addField(6, varint(zeros))
        .addField(11, allSpans.build())
        .addField(12, allDeltas.build())
        .addField(15, varint(millis))
        .build();
  }

  static Field delimited(UnknownFieldSet... messages) {
    Field.Builder field = Field.newBuilder();
    List.of(messages).forEach(message -> field.addLengthDelimited(message.toByteString()));
    return field.build();
  }

  static Field number(double value) {
    return Field.newBuilder().addFixed64(Double.doubleToRawLongBits(value)).build();
  }

  static Field varint(long value) {
    return Field.newBuilder().addVarint(value).build();
  }

  static Field text(String value) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(value)).build();
  }

  static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  /** As a sender compresses it. */
  static byte[] snappy(byte[] message) {
    SnappyJavaCompressor compressor = new SnappyJavaCompressor();
    byte[] block = new byte[compressor.maxCompressedLength(message.length)];
    int length = compressor.compress(message, 0, message.length, block, 0, block.length);
    return Arrays.copyOf(block, length);
  }

  private WriteMessages() {}
}
