package io.pitwall.lab.bench.mapping;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How long the mapping thread was on a processor and what it allocated. Not thread-safe. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ProcessorUse {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Spans mapped. */
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

  void end(int mapped) {
    cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
    bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    spans += mapped;
  }
}
