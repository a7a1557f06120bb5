package io.pitwall.engine.agent;

import io.pitwall.analysis.profile.PerformanceScore;
import io.pitwall.analysis.profile.SlidingWindow;
import io.pitwall.engine.agent.AgentProfiles.Window;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.agent.WindowStats;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** One agent. Thread-safe by its own monitor, which is held for microseconds only. */
final class AgentState {
  private final String agentId;
  private final Map<Window, Sliding> windows = new EnumMap<>(Window.class);
  private String agentType;
  private long taskCount;
  private long errorCount;
  private double totalSeconds;
  private double memoryMb;
  private double cpuPercent;
  private long lastActivityMicros;

  AgentState(String agentId, String agentType) {
    this.agentId = agentId;
    this.agentType = agentType;
    for (Window window : Window.values()) {
      windows.put(window, new Sliding(window));
    }
  }

  synchronized void restore(AgentTotals totals) {
    agentType = totals.agentType();
    taskCount += totals.taskCount();
    errorCount += totals.errorCount();
    totalSeconds += totals.totalSeconds();
    memoryMb = totals.memoryMb() > 0 ? totals.memoryMb() : memoryMb;
    cpuPercent = totals.cpuPercent() > 0 ? totals.cpuPercent() : cpuPercent;
    lastActivityMicros = Math.max(lastActivityMicros, totals.lastActivityMicros());
  }

  synchronized void restore(Window window, long startMicros, WindowStats stats) {
    Sliding sliding = sliding(window);
    sliding.ring.restore(startMicros, stats);
    sliding.changed = true;
  }

  synchronized void add(TaskExecution execution, long nowMicros) {
    agentType = execution.agentType();
    taskCount++;
    errorCount += execution.success() ? 0 : 1;
    totalSeconds += execution.seconds();
    memoryMb = execution.memoryMb() > 0 ? execution.memoryMb() : memoryMb;
    cpuPercent = execution.cpuPercent() > 0 ? execution.cpuPercent() : cpuPercent;
    lastActivityMicros = Math.max(lastActivityMicros, execution.endMicros());
    for (Sliding window : windows.values()) {
      window.ring.record(execution, nowMicros);
      window.changed = true;
    }
  }

  /** A model call of the agent says its type as long as no task of it does. */
  synchronized void called(String type) {
    agentType = taskCount == 0 ? type : agentType;
  }

  /** By how much what the agent used has changed. */
  synchronized void used(AgentUse change) {
    for (Sliding window : windows.values()) {
      window.ring.recordUse(change);
      window.changed = true;
    }
  }

  synchronized long lastActivityMicros() {
    return lastActivityMicros;
  }

  synchronized AgentProfile profile(Function<String, ScoreSettings> settings) {
    double successRate = taskCount == 0 ? 1 : (double) (taskCount - errorCount) / taskCount;
    double meanSeconds = taskCount == 0 ? 0 : totalSeconds / taskCount;
    return new AgentProfile(
        agentId,
        agentType,
        taskCount,
        errorCount,
        totalSeconds,
        memoryMb,
        cpuPercent,
        lastActivityMicros,
        PerformanceScore.of(
            successRate, meanSeconds, memoryMb, cpuPercent, settings.apply(agentType)));
  }

  synchronized WindowStats window(Window window, long nowMicros) {
    return sliding(window).at(nowMicros);
  }

  synchronized WindowStats newest(Window window, int slots, long nowMicros) {
    return sliding(window).ring.at(nowMicros, slots);
  }

  synchronized String agentType() {
    return agentType;
  }

  private Sliding sliding(Window window) {
    return Objects.requireNonNull(windows.get(window));
  }

  /** A ring with its last answer, which holds until something is added or a slot has passed. */
  private static final class Sliding {
    private final SlidingWindow ring;
    private WindowStats answer = WindowStats.EMPTY;
    private long answeredSlot = Long.MIN_VALUE;
    private boolean changed;

    Sliding(Window window) {
      ring = new SlidingWindow(window.slotMicros(), window.slots());
    }

    WindowStats at(long nowMicros) {
      long slot = ring.slotIndex(nowMicros);
      if (changed || slot != answeredSlot) {
        answer = ring.at(nowMicros);
        answeredSlot = slot;
        changed = false;
      }
      return answer;
    }
  }
}
