package io.pitwall.engine.evidence;

import io.pitwall.analysis.path.CriticalPath;
import io.pitwall.analysis.path.RunView;
import io.pitwall.model.trace.Run;
import org.jspecify.annotations.Nullable;

/** A final run with its spans as columns. Immutable; its path is found when first asked for. */
public final class ObservedRun {
  private final Run run;
  private final RunView view;
  private volatile @Nullable CriticalPath path;

  public ObservedRun(Run run, RunView view) {
    this.run = run;
    this.view = view;
  }

  public Run run() {
    return run;
  }

  public RunView view() {
    return view;
  }

  /** What its duration hangs on. */
  public CriticalPath path() {
    CriticalPath known = path;
    if (known == null) {
      known = CriticalPath.of(view);
      path = known;
    }
    return known;
  }

  /** When it ended, microseconds since the epoch. */
  public long endMicros() {
    return run.endNanos() / 1_000;
  }

  /** Trace id, for examples. */
  public String id() {
    return run.traceId().toString();
  }
}
