package io.pitwall.engine.alert;

import io.pitwall.model.alert.Silence;
import io.pitwall.model.alert.TagMatcher;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.ControlStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people do not want to be told of for a while: kept in the store, audited. Thread-safe. */
public final class Silences {
  private static final int MOST_SHOWN_ENDED = 200;

  private final ControlStore store;
  private volatile Map<String, Silence> byId = Map.of();

  public Silences(ControlStore store) {
    this.store = store;
    Map<String, Silence> all = new LinkedHashMap<>();
    store.silences().forEach(silence -> all.put(silence.id(), silence));
    byId = Collections.unmodifiableMap(all);
  }

  /** All that have not ended, and the latest of those that have, those that end last first. */
  public List<Silence> all(long nowMicros) {
    List<Silence> ended = new ArrayList<>();
    List<Silence> all = new ArrayList<>();
    byId.values().stream()
        .sorted(Comparator.comparingLong(Silence::endsAtMicros).reversed())
        .forEach(silence -> (silence.endsAtMicros() > nowMicros ? all : ended).add(silence));
    all.addAll(ended.subList(0, Math.min(ended.size(), MOST_SHOWN_ENDED)));
    return all;
  }

  public Optional<Silence> of(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Makes a silence; safe when the call returns. */
  public synchronized Silence add(
      List<TagMatcher> matchers,
      long startsAtMicros,
      long endsAtMicros,
      String comment,
      String actor,
      long nowMicros) {
    Silence silence =
        new Silence(
            UUID.randomUUID().toString(),
            matchers,
            startsAtMicros,
            endsAtMicros,
            actor,
            nowMicros,
            comment);
    keep(silence, null, "silences.create", actor, nowMicros);
    return silence;
  }

  /** Ends a silence now; empty if there is none of that id. One that is over stays as it is. */
  public synchronized Optional<Silence> end(String id, String actor, long nowMicros) {
    Silence known = byId.get(id);
    if (known == null) {
      return Optional.empty();
    }
    Silence ended = known.endedAt(nowMicros);
    if (!ended.equals(known)) {
      keep(ended, known, "silences.end", actor, nowMicros);
    }
    return Optional.of(ended);
  }

  /** Those that hold now. */
  List<Silence> active(long nowMicros) {
    Map<String, Silence> all = byId;
    return all.isEmpty()
        ? List.of()
        : all.values().stream().filter(silence -> silence.isActive(nowMicros)).toList();
  }

  private void keep(
      Silence silence, @Nullable Silence before, String action, String actor, long nowMicros) {
    store.saveSilence(
        silence,
        new AuditEntry(
            nowMicros,
            actor,
            action,
            silence.id(),
            before == null ? "" : json(before),
            json(silence)));
    Map<String, Silence> more = new LinkedHashMap<>(byId);
    more.put(silence.id(), silence);
    byId = Collections.unmodifiableMap(more);
  }

  private static String json(Silence silence) {
    return "{\"matchers\":%s,\"starts_at_micros\":%d,\"ends_at_micros\":%d,\"comment\":%s}"
        .formatted(
            silence.matchers().stream()
                .map(matcher -> AuditText.quoted(matcher.text()))
                .collect(Collectors.joining(",", "[", "]")),
            silence.startsAtMicros(),
            silence.endsAtMicros(),
            AuditText.quoted(silence.comment()));
  }
}
