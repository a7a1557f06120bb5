package io.pitwall.engine.system;

import io.pitwall.engine.system.Cgroup.CpuUse;
import io.pitwall.engine.system.HostSource.CpuCounters;
import io.pitwall.engine.system.HostSource.CpuTicks;
import io.pitwall.engine.system.SystemReading.Cpu;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** CPU use from tick counts; never waits. Not thread-safe. */
final class CpuMeter {
  private final Tracked<CpuCounters> hostReads = new Tracked<>();
  private final Tracked<CpuUse> groupReads = new Tracked<>();

  /** What the meter found. */
  record Result(Cpu cpu, double throttledFraction) {
    static final Result UNKNOWN = new Result(Cpu.UNKNOWN, Double.NaN);
  }

  /**
   * @param host null when it could not be read
   */
  Result read(@Nullable CpuCounters host, CpuUse group, long monotonicNanos) {
    Shares all = Shares.NONE;
    List<Double> cores = List.of();
    double hostCores = Double.NaN;
    if (host != null) {
      Step<CpuCounters> step = hostReads.advance(host, monotonicNanos);
      all = Shares.of(ticks(step));
      cores = coreShares(step);
      hostCores = cores(host);
    }
    // Unlike the host's, a missing read of the group is a value: the usage is then unknown, not the
    // host's.
    boolean limited = Double.isFinite(group.limitCores());
    double available =
        group.limitCores() == Double.POSITIVE_INFINITY ? hostCores : group.limitCores();
    double usage = group.limitCores() == Double.POSITIVE_INFINITY ? all.busy() : Double.NaN;
    double throttled = Double.NaN;
    if (limited) {
      Step<CpuUse> step = sameGroup(groupReads.advance(group, monotonicNanos));
      usage = Bounds.percent(step.perSecond(CpuUse::usageSeconds), group.limitCores());
      throttled =
          Bounds.fraction(step.increase(CpuUse::throttledPeriods), step.increase(CpuUse::periods));
    }
    return new Result(
        new Cpu(
            usage,
            all.busy(),
            all.user(),
            all.system(),
            all.ioWait(),
            all.steal(),
            cores,
            available),
        throttled);
  }

  static double cores(CpuCounters host) {
    return host.cores().isEmpty() ? Double.NaN : host.cores().size();
  }

  private static Step<CpuTicks> ticks(Step<CpuCounters> step) {
    CpuCounters before = step.before();
    return new Step<>(before == null ? null : before.all(), step.now().all(), step.seconds());
  }

  /** Empty when cores came or went in between, since their numbers may have shifted. */
  private static List<Double> coreShares(Step<CpuCounters> step) {
    CpuCounters before = step.before();
    List<CpuTicks> now = step.now().cores();
    if (before == null || before.cores().size() != now.size()) {
      return List.of();
    }
    List<Double> shares = new ArrayList<>(now.size());
    for (int core = 0; core < now.size(); core++) {
      shares.add(
          Shares.of(new Step<>(before.cores().get(core), now.get(core), step.seconds())).busy());
    }
    return shares;
  }

  private static Step<CpuUse> sameGroup(Step<CpuUse> step) {
    CpuUse before = step.before();
    boolean same = before != null && before.group().equals(step.now().group());
    return same ? step : new Step<>(null, step.now(), step.seconds());
  }

  private record Shares(double busy, double user, double system, double ioWait, double steal) {
    static final Shares NONE =
        new Shares(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static Shares of(Step<CpuTicks> step) {
      return new Shares(
          share(step, CpuTicks::busy),
          share(step, ticks -> ticks.user() + ticks.nice()),
          share(step, ticks -> ticks.system() + ticks.irq() + ticks.softIrq()),
          share(step, CpuTicks::ioWait),
          share(step, CpuTicks::steal));
    }

    private static double share(Step<CpuTicks> step, ToDoubleFunction<CpuTicks> state) {
      return Bounds.percent(step.increase(state), step.increase(CpuTicks::total));
    }
  }
}
