package io.pitwall.lab.bench.client;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the recording thread itself allocated and how long it was on a processor, the exporter's
 * threads left out. Not thread-safe.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Cost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Spans recorded. */
  public long spans;

  /** Bytes allocated for them. */
  public long bytes;

  /** Nanoseconds of processor time they took. */
  public long cpu;

  private long bytesBefore;
  private long cpuBefore;

  void begin() {
    bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    cpuBefore = THREADS.getCurrentThreadCpuTime();
  }

  void end(int recorded) {
    cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
    bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    spans += recorded;
  }
}
