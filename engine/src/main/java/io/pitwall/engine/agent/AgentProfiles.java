package io.pitwall.engine.agent;

import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.Commit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of all agents, kept up to date by every commit. Thread-safe; a reader sees a commit
 * whole for each agent.
 */
public final class AgentProfiles {
  private static final long MINUTE = 60_000_000L;

  /** The windows of a profile: their names, and the slots they slide by. */
  public enum Window {
    /** The last hour, sliding by five minutes. */
    HOUR("1h", 5 * MINUTE, 12),
    /** The last day, sliding by an hour. */
    DAY("24h", 60 * MINUTE, 24);

    private final String label;
    private final long slotMicros;
    private final int slots;

    Window(String label, long slotMicros, int slots) {
      this.label = label;
      this.slotMicros = slotMicros;
      this.slots = slots;
    }

    /** Name in the API. */
    public String label() {
      return label;
    }

    /** Width of a slot, microseconds. */
    public long slotMicros() {
      return slotMicros;
    }

    /** Number of slots. */
    public int slots() {
      return slots;
    }

    /** How far back the window reaches at most. */
    public Duration length() {
      return Duration.ofNanos(slotMicros * slots * 1_000);
    }
  }

  private final Map<String, AgentState> byId = new ConcurrentHashMap<>();
  private final Function<String, ScoreSettings> settings;
  private volatile CompletableFuture<?> restored = CompletableFuture.completedFuture(null);

  /**
   * No agents yet.
   *
   * @param settings score settings by agent type
   */
  public AgentProfiles(Function<String, ScoreSettings> settings) {
    this.settings = settings;
  }

  /**
   * Takes in what a store has kept; before the first commit. An agent that only slots tell of, as
   * one named by a workflow above its calls, has its id for a type until somebody says more.
   *
   * @param slots what was kept of each window before the first commit; may still be on its way, and
   *     {@link #window} waits for it
   * @return completes when all of it is taken in, with the failure if it could not be had
   */
  public CompletableFuture<Void> restore(
      List<AgentTotals> totals, Map<Window, CompletableFuture<List<AgentSlot>>> slots) {
    for (AgentTotals agent : totals) {
      state(agent.agentId(), agent.agentType()).restore(agent);
    }
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    slots.forEach(
        (window, ofWindow) -> parts.add(ofWindow.thenAccept(kept -> restore(window, kept))));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]));
    // Whoever asks for a window waits; if it cannot be had, the windows begin anew.
    restored = all.handle((done, failure) -> true);
    return all;
  }

  private void restore(Window window, List<AgentSlot> slots) {
    for (AgentSlot slot : slots) {
      state(slot.agentId(), null).restore(window, slot.startMicros(), slot.stats());
    }
  }

  /** Takes in a commit. */
  public void committed(Commit commit) {
    long now = commit.seq();
    commit.stored().executions().forEach(execution -> add(execution, now));
    for (Span span : commit.stored().spans()) {
      String agentId = span.agentId();
      if (agentId != null) {
        add(agentId, span, now);
      }
    }
  }

  /**
   * Takes in by how much what agents used in runs has changed. Single spans do not tell: they
   * repeat each other, and many do not name their agent.
   */
  public void used(List<AgentUse> changes) {
    changes.forEach(change -> state(change.agentId(), null).used(change));
  }

  public Optional<AgentProfile> profile(String agentId) {
    AgentState state = byId.get(agentId);
    return state == null ? Optional.empty() : Optional.of(state.profile(settings));
  }

  /** All profiles, in no order. */
  public List<AgentProfile> all() {
    List<AgentProfile> profiles = new ArrayList<>(byId.size());
    byId.values().forEach(state -> profiles.add(state.profile(settings)));
    return profiles;
  }

  /**
   * What an agent did within a window; empty statistics if the agent is unknown. In the first
   * second or so after a start this waits until what was kept is read.
   */
  public WindowStats window(String agentId, Window window, long nowMicros) {
    restored.join();
    AgentState state = byId.get(agentId);
    return state == null ? WindowStats.EMPTY : state.window(window, nowMicros);
  }

  /** What an agent did lately. */
  public record Recent(
      String agentId, String agentType, WindowStats stats, long lastActivityMicros) {}

  /**
   * What every agent that was at work within a window did in its newest slots, in no order.
   *
   * @param slots how many slots of the window, that of the present included
   */
  public List<Recent> recent(Window window, int slots, long nowMicros) {
    restored.join();
    long oldest = nowMicros - window.slotMicros() * slots;
    List<Recent> recent = new ArrayList<>();
    byId.forEach(
        (id, state) -> {
          if (state.lastActivityMicros() >= oldest) {
            recent.add(
                new Recent(
                    id,
                    state.agentType(),
                    state.newest(window, slots, nowMicros),
                    state.lastActivityMicros()));
          }
        });
    return recent;
  }

  /** Number of agents known. */
  public int size() {
    return byId.size();
  }

  /** Agents that finished a task since an instant. */
  public int activeSince(long micros) {
    int active = 0;
    for (AgentState state : byId.values()) {
      active += state.lastActivityMicros() >= micros ? 1 : 0;
    }
    return active;
  }

  /**
   * Where an agent's score stands among the agents of its type: the share of them that it is better
   * than, 0 to 1; NaN if it is the only one or unknown.
   */
  public double peerPercentile(String agentId) {
    AgentState self = byId.get(agentId);
    if (self == null) {
      return Double.NaN;
    }
    AgentProfile own = self.profile(settings);
    int peers = 0;
    int worse = 0;
    for (AgentProfile other : all()) {
      if (other.agentType().equals(own.agentType()) && !other.agentId().equals(agentId)) {
        peers++;
        worse += other.score().score() < own.score().score() ? 1 : 0;
      }
    }
    return peers == 0 ? Double.NaN : (double) worse / peers;
  }

  /** Worst score first, ties by id. */
  public static Comparator<AgentProfile> worstFirst() {
    return Comparator.comparingDouble((AgentProfile profile) -> profile.score().score())
        .thenComparing(AgentProfile::agentId);
  }

  private void add(TaskExecution execution, long nowMicros) {
    state(execution.agentId(), execution.agentType()).add(execution, nowMicros);
  }

  private void add(String agentId, Span span, long nowMicros) {
    if (span.kind() == SpanKind.AGENT) {
      add(execution(agentId, span), nowMicros);
    } else if (span.kind() == SpanKind.MODEL) {
      String agentType = typeOf(agentId, span);
      state(agentId, agentType).called(agentType);
    }
  }

  /** An agent span is a finished task; its tokens only repeat those of the calls below it. */
  private static TaskExecution execution(String agentId, Span span) {
    return new TaskExecution(
        agentId,
        typeOf(agentId, span),
        span.endNanos() / 1_000,
        span.durationNanos(),
        !span.isError(),
        Double.NaN,
        Double.NaN,
        span.queueWaitNanos(),
        span.workflow(),
        null,
        span.errorClass(),
        null,
        null);
  }

  private static String typeOf(String agentId, Span span) {
    String type = span.agentType();
    return type == null ? agentId : type;
  }

  private AgentState state(String agentId, @Nullable String agentType) {
    return byId.computeIfAbsent(
        agentId, id -> new AgentState(id, agentType == null ? id : agentType));
  }
}
