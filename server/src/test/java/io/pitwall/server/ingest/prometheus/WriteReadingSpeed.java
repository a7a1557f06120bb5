package io.pitwall.server.ingest.prometheus;

import com.google.protobuf.UnknownFieldSet;
import com.sun.management.ThreadMXBean;
import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeLimits;
import io.pitwall.model.time.Clock;
import io.pitwall.store.api.Commit;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Not a test: measures processor time and allocation of remote write per sample, from its bytes to
 * the door of the store. Run it with the test class path.
 */
final class WriteReadingSpeed {
  private static final Logger LOG = LoggerFactory.getLogger(WriteReadingSpeed.class);
  private static final int SERIES = 1_000;
  private static final int REQUESTS = 10;

  private interface Work {
    Object run(int turn);
  }

  public static void main(String[] arguments) {
    Clock clock = Clock.system();
    long millis = clock.nowMicros() / 1_000;
    byte[][] blocks = new byte[REQUESTS][];
    byte[][] messages = new byte[REQUESTS][];
    for (int i = 0; i < REQUESTS; i++) {
      messages[i] = request(i, millis);
      blocks[i] = WriteMessages.snappy(messages[i]);
    }
    LOG.info(
        "{} bytes a sample, {} compressed", messages[0].length / SERIES, blocks[0].length / SERIES);
    WriteReader reader = new WriteReader();
    Intake intake =
        new Intake(
            AnsweringStore.of(batch -> CompletableFuture.completedFuture(new Commit(1, batch, 0))),
            clock,
            IntakeLimits.DEFAULT);
    measure("decompress", turn -> Snappy.decode(blocks[turn], 1 << 24));
    measure("read", turn -> reader.read(messages[turn]));
    measure(
        "decompress, read and take in",
        turn -> intake.accept(reader.read(Snappy.decode(blocks[turn], 1 << 24)).batch()).join());
  }

  private static byte[] request(int instance, long millis) {
    UnknownFieldSet[] series = new UnknownFieldSet[SERIES];
    for (int i = 0; i < SERIES; i++) {
      Map<String, String> labels = new TreeMap<>();
      labels.put("__name__", "fleet_metric_" + i % 20 + (i % 2 == 0 ? "" : "_total"));
      labels.put("agent_id", "agent-" + i / 20);
      labels.put("instance", "10.0.0." + instance + ":9100");
      labels.put("job", "fleet");
      labels.put("pool", "pool-" + i % 7);
      labels.put("region", "eu-" + i % 3);
      series[i] = WriteMessages.series(labels, 1.5 * i, millis);
    }
    return WriteMessages.request(series);
  }

  private static void measure(String what, Work work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    long bytes = 0;
    long used = 0;
    int turn = 0;
    for (int round = 0; round < 8; round++) {
      long start = threads.getCurrentThreadCpuTime();
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long runs = 0;
      while (threads.getCurrentThreadCpuTime() - start < 300_000_000L) {
        for (int i = 0; i < 10; i++, runs++) {
          turn = (turn + 1) % REQUESTS;
          used += System.identityHashCode(work.run(turn)) & 1;
        }
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / (runs * SERIES));
      bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / (runs * SERIES);
    }
    LOG.info("{}: {} ns of processor, {} bytes a sample ({})", what, best, bytes, used & 1);
  }

  private WriteReadingSpeed() {}
}
