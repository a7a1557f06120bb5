package io.pitwall.engine.alert.signal;

import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.engine.agent.AgentProfiles.Window;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What agents do: {@code agent.*} for each of them with the tags agent_id and agent_type, {@code
 * agent_type.*} for all of a type together. Windows slide by five minutes, beyond an hour by an
 * hour; without one it is ten minutes.
 */
public final class AgentSignals implements SignalSource {
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);
  private static final String OF_AGENT = "agent.";
  private static final String OF_TYPE = "agent_type.";
  private static final List<String> WHAT =
      List.of(
          "tasks",
          "error_rate",
          "p50_seconds",
          "p95_seconds",
          "wait_p95_seconds",
          "cost_per_hour",
          "cost_per_task",
          "tokens_per_task");
  private static final String LAST_SEEN = "agent.last_seen_seconds";
  private static final String SCORE = "agent.score";

  private final AgentProfiles agents;
  private final TelemetryStore store;
  private final Set<String> names;

  public AgentSignals(AgentProfiles agents, TelemetryStore store) {
    this.agents = agents;
    this.store = store;
    List<String> all = new ArrayList<>(List.of(LAST_SEEN, SCORE));
    WHAT.forEach(what -> all.addAll(List.of(OF_AGENT + what, OF_TYPE + what)));
    names = Set.copyOf(all);
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public List<SignalValue> read(String signal, Duration over, long nowMicros) {
    if (signal.equals(LAST_SEEN) || signal.equals(SCORE)) {
      return ofProfiles(signal, nowMicros);
    }
    Duration window = over.isZero() ? USUAL_WINDOW : over;
    Window slots = window.compareTo(Window.HOUR.length()) <= 0 ? Window.HOUR : Window.DAY;
    int number = (int) Math.ceilDiv(window.toNanos() / 1_000, slots.slotMicros()) + 1;
    Map<SortedMap<String, String>, Sum> sums = new HashMap<>();
    for (AgentProfiles.Recent agent : agents.recent(slots, number, nowMicros)) {
      if (agent.stats().count() > 0 || agent.stats().costUsd() > 0) {
        sums.computeIfAbsent(tags(signal, agent.agentId(), agent.agentType()), t -> new Sum())
            .add(agent.stats());
      }
    }
    // The slot of the present has only begun.
    double hours =
        (slots.slotMicros() * (number - 1.0) + Math.floorMod(nowMicros, slots.slotMicros()))
            / 3.6e9;
    List<SignalValue> values = new ArrayList<>();
    sums.forEach(
        (tags, sum) ->
            values.add(
                SignalValue.of(signal, tags, sum.value(signal, hours), sum.count, nowMicros)));
    return values;
  }

  @Override
  public List<SignalHistory> history(String signal, TimeRange range, long stepMicros) {
    if (signal.equals(LAST_SEEN) || signal.equals(SCORE)) {
      return List.of();
    }
    long first = Math.floorDiv(range.fromMicros(), stepMicros);
    int buckets = (int) (Math.ceilDiv(range.toMicros(), stepMicros) - first);
    Map<SortedMap<String, String>, Sum[]> sums = new HashMap<>();
    for (AgentSlot slot : store.agentSlots(range, stepMicros)) {
      int at = (int) (Math.floorDiv(slot.startMicros(), stepMicros) - first);
      if (at >= 0 && at < buckets) {
        Sum[] ofAgent =
            sums.computeIfAbsent(
                tags(signal, slot.agentId(), typeOf(slot.agentId())), t -> new Sum[buckets]);
        if (ofAgent[at] == null) {
          ofAgent[at] = new Sum();
        }
        ofAgent[at].add(slot.stats());
      }
    }
    List<SignalHistory> histories = new ArrayList<>();
    sums.forEach((tags, ofTags) -> histories.add(history(signal, tags, ofTags, first, stepMicros)));
    return histories;
  }

  private static SignalHistory history(
      String signal, SortedMap<String, String> tags, Sum[] sums, long first, long stepMicros) {
    long[] starts = new long[sums.length];
    double[] values = new double[sums.length];
    long[] counts = new long[sums.length];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < sums.length; i++) {
      starts[i] = (first + i) * stepMicros;
      if (sums[i] != null) {
        values[i] = sums[i].value(signal, stepMicros / 3.6e9);
        counts[i] = sums[i].count;
      }
    }
    return new SignalHistory(
        SignalValue.of(signal, tags, 0, 0, 0).subject(), tags, starts, values, counts);
  }

  private List<SignalValue> ofProfiles(String signal, long nowMicros) {
    List<SignalValue> values = new ArrayList<>();
    for (AgentProfile agent : agents.all()) {
      if (agent.lastActivityMicros() > 0) {
        values.add(
            SignalValue.of(
                signal,
                tags(signal, agent.agentId(), agent.agentType()),
                signal.equals(SCORE)
                    ? agent.score().score()
                    : Math.max(0, nowMicros - agent.lastActivityMicros()) / 1e6,
                agent.taskCount(),
                agent.lastActivityMicros()));
      }
    }
    return values;
  }

  private String typeOf(String agentId) {
    Optional<AgentProfile> profile = agents.profile(agentId);
    return profile.map(AgentProfile::agentType).orElse(agentId);
  }

  private static SortedMap<String, String> tags(String signal, String agentId, String agentType) {
    SortedMap<String, String> tags = new TreeMap<>();
    if (signal.startsWith(OF_AGENT)) {
      tags.put("agent_id", agentId);
    }
    tags.put("agent_type", agentType);
    return tags;
  }

  private static final class Sum {
    private long count;
    private long errors;
    private double costUsd;
    private long tokens;
    private ExpHistogram seconds = ExpHistogram.EMPTY;
    private ExpHistogram waits = ExpHistogram.EMPTY;

    void add(WindowStats stats) {
      count += stats.count();
      errors += stats.errors();
      costUsd += stats.costUsd();
      tokens += stats.tokens().input() + stats.tokens().output();
      seconds = seconds.isEmpty() ? stats.seconds() : seconds.merge(stats.seconds());
      waits = waits.isEmpty() ? stats.queueWaitSeconds() : waits.merge(stats.queueWaitSeconds());
    }

    double value(String signal, double hours) {
      return switch (signal.substring(signal.indexOf('.') + 1)) {
        case "tasks" -> count;
        case "error_rate" -> count == 0 ? Double.NaN : (double) errors / count;
        case "p50_seconds" -> seconds.isEmpty() ? Double.NaN : seconds.quantile(0.5);
        case "p95_seconds" -> seconds.isEmpty() ? Double.NaN : seconds.quantile(0.95);
        case "wait_p95_seconds" -> waits.isEmpty() ? Double.NaN : waits.quantile(0.95);
        case "cost_per_hour" -> costUsd / hours;
        case "cost_per_task" -> count == 0 ? Double.NaN : costUsd / count;
        case "tokens_per_task" -> count == 0 ? Double.NaN : (double) tokens / count;
        default -> Double.NaN;
      };
    }
  }
}
