package io.pitwall.lab.bench.prometheus;

import com.google.protobuf.CodedOutputStream;
import io.airlift.compress.v3.snappy.SnappyCompressor;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A request of remote write whose times and values are set anew each time it is sent: as Prometheus
 * makes them, one sample to a series, compressed with snappy. For one thread.
 */
public final class WriteTemplate {
  /** Milliseconds since the epoch take so many bytes for the next thousand years. */
  private static final int TIME_BYTES = 6;

  /** Tag and eight bytes of the value, tag of the time. */
  private static final int VALUE_TO_TIME = 9;

  private static final int SAMPLE_BYTES = 1 + 8 + 1 + TIME_BYTES;
  private static final int METRICS = 20;

  private final byte[] message;
  private final int[] values;
  private final SnappyCompressor compressor = new SnappyJavaCompressor();
  private final byte[] block;

  private WriteTemplate(byte[] message, int[] values) {
    this.message = message;
    this.values = values;
    block = new byte[compressor.maxCompressedLength(message.length)];
  }

  /**
   * A request of the series of one instance.
   *
   * @param instance number of the instance
   * @param series how many it has, half of them counters
   */
  public static WriteTemplate of(int instance, int series) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      int[] values = new int[series];
      for (int i = 0; i < series; i++) {
        byte[] one = series(instance, i);
        out.writeByteArray(1, one);
        out.flush();
        values[i] = bytes.size() - SAMPLE_BYTES + 1;
      }
      return new WriteTemplate(bytes.toByteArray(), values);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write to memory", e);
    }
  }

  private static byte[] series(int instance, int i) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    int metric = i % METRICS;
    label(out, "__name__", "fleet_metric_" + metric + (metric % 2 == 0 ? "" : "_total"));
    label(out, "agent_id", "agent-" + i / METRICS);
    label(out, "instance", "10.0.0." + instance + ":9100");
    label(out, "job", "fleet");
    label(out, "pool", "pool-" + i % 7);
    label(out, "region", "eu-" + i % 3);
    out.writeTag(2, 2);
    out.writeUInt32NoTag(SAMPLE_BYTES);
    out.writeDouble(1, 0);
    out.writeTag(2, 0);
    out.writeRawBytes(new byte[] {-1, -1, -1, -1, -1, 0});
    out.flush();
    return bytes.toByteArray();
  }

  private static void label(CodedOutputStream out, String name, String value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream label = CodedOutputStream.newInstance(bytes);
    label.writeString(1, name);
    label.writeString(2, value);
    label.flush();
    out.writeByteArray(1, bytes.toByteArray());
  }

  /** Samples of a request. */
  public int samples() {
    return values.length;
  }

  /** The request of a round: counters grow from round to round, gauges go up and down. */
  public byte[] request(long millis, long round) {
    ByteBuffer buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      boolean counter = i % METRICS % 2 == 1;
      double value =
          counter ? 1e3 * i + 7.0 * round : 10 + i % 17 + (double) ((round * 31 + i) % 5);
      buffer.putDouble(values[i], value);
      int at = values[i] + VALUE_TO_TIME;
      for (int k = 0; k < TIME_BYTES; k++) {
        long bits = (millis >>> (7 * k)) & 0x7f;
        message[at + k] = (byte) (k < TIME_BYTES - 1 ? bits | 0x80 : bits);
      }
    }
    int length = compressor.compress(message, 0, message.length, block, 0, block.length);
    return Arrays.copyOf(block, length);
  }
}
