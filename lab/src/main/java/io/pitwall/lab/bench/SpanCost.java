package io.pitwall.lab.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the measured thread itself allocated and how long it was on a processor, other threads left
 * out. Counters of a JMH benchmark. Not thread-safe.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class SpanCost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Spans handled. */
  public long spans;

  /** Bytes allocated for them. */
  public long bytes;

  /** Nanoseconds of processor time they took. */
  public long cpu;

  private long bytesBefore;
  private long cpuBefore;

  /** Right before the work. */
  public void begin() {
    bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    cpuBefore = THREADS.getCurrentThreadCpuTime();
  }

  /** Right after it, with how many spans it was for. */
  public void end(int handled) {
    cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
    bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    spans += handled;
  }
}
