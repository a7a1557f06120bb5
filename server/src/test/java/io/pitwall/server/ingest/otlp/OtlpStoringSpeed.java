package io.pitwall.server.ingest.otlp;

import com.sun.management.OperatingSystemMXBean;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.time.Clock;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Not a test: measures where the processor time of a span goes from its bytes to the disk. Run it
 * with the test class path and the number of requests of 512 spans.
 */
final class OtlpStoringSpeed {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpStoringSpeed.class);
  private static final int SPANS = 512;
  private static final int SENDERS = 4;

  private final PerformanceEngine engine;
  private final ProtoTraces traces = new ProtoTraces();
  private final LongAdder senderNanos = new LongAdder();

  private OtlpStoringSpeed(PerformanceEngine engine) {
    this.engine = engine;
  }

  public static void main(String[] arguments) throws Exception {
    int requests = arguments.length == 0 ? 400 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("storing");
    Clock clock = Clock.system();
    try (DuckDbStores stores = DuckDbStores.open(DuckDbSettings.in(folder), clock);
        PerformanceEngine engine =
            PerformanceEngine.builder(stores.telemetry(), stores.control())
                .settings(EngineSettings.DEFAULT.withoutSystem())
                .build()) {
      engine.start();
      OtlpStoringSpeed speed = new OtlpStoringSpeed(engine);
      speed.send(requests / 2);
      Map<String, Long> threads = cpuByThread();
      long cpu = processCpu();
      speed.senderNanos.reset();
      long start = clock.monotonicNanos();
      speed.send(requests);
      double spans = (double) requests * SPANS;
      LOG.info(
          "{} spans/s; {} ns of processor per span",
          Math.round(spans * 1e9 / (clock.monotonicNanos() - start)),
          Math.round((processCpu() - cpu) / spans));
      LOG.info("  senders: {} ns", Math.round(speed.senderNanos.sum() / spans));
      cpuByThread()
          .forEach(
              (name, nanos) ->
                  LOG.info(
                      "  {}: {} ns",
                      name,
                      Math.round((nanos - threads.getOrDefault(name, 0L)) / spans)));
    }
    delete(folder);
  }

  private void send(int requests) throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      long seed = System.nanoTime() + sender;
      senders.add(
          Thread.ofPlatform()
              .name("sender-" + sender)
              .start(() -> send(requests / SENDERS, new SplittableRandom(seed))));
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private void send(int requests, SplittableRandom random) {
    long now = (Clock.system().nowMicros() - 60_000_000) * 1_000;
    ExportTraceServiceRequest template = OtlpReadingSpeed.spans(new Random(random.nextLong()), now);
    byte[] encoded = template.toByteArray();
    int[] places = places(encoded, template);
    for (int i = 0; i < requests; i++) {
      byte[] request = encoded.clone();
      renew(ByteBuffer.wrap(request), places, random);
      engine.intake().accept(traces.read(request).batch()).join();
    }
    senderNanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  /** Where the ids of the spans are. */
  private static int[] places(byte[] encoded, ExportTraceServiceRequest template) {
    int[] places = new int[SPANS];
    int at = 0;
    int next = 0;
    for (Span span : template.getResourceSpans(0).getScopeSpans(0).getSpansList()) {
      byte[] id = span.getTraceId().toByteArray();
      while (!Arrays.equals(encoded, at, at + 16, id, 0, 16)) {
        at++;
      }
      places[next++] = at;
    }
    return places;
  }

  /** Gives all spans new ids, twenty of them to a trace. */
  private static void renew(ByteBuffer request, int[] places, SplittableRandom random) {
    long trace = 0;
    for (int i = 0; i < places.length; i++) {
      trace = i % 20 == 0 ? random.nextLong() : trace;
      request.putLong(places[i], trace);
      request.putLong(places[i] + 8, trace);
      request.putLong(places[i] + 18, random.nextLong());
    }
  }

  private static long processCpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Map<String, Long> cpuByThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Long> cpu = new HashMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        cpu.merge(
            thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()), Long::sum);
      }
    }
    return cpu;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
