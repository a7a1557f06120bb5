package io.pitwall.engine.memory;

import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotifiedGroup;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.OutboxEntry;
import io.pitwall.store.api.OutboxEntry.Pending;
import io.pitwall.store.api.OutboxEntry.Progress;
import io.pitwall.store.api.OutboxQuery;
import io.pitwall.store.api.OutboxStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notifications without a disk, which fails when the control store around it does. Thread-safe. */
public final class InMemoryOutbox implements OutboxStore {
  private final Runnable checkWorks;
  private final Consumer<AuditEntry> audit;
  private final Map<String, OutboxEntry> entries = new LinkedHashMap<>();
  private final Map<String, NotifiedGroup> groups = new TreeMap<>();

  InMemoryOutbox(Runnable checkWorks, Consumer<AuditEntry> audit) {
    this.checkWorks = checkWorks;
    this.audit = audit;
  }

  @Override
  public synchronized void save(
      Collection<Notification> made, Collection<NotifiedGroup> known, Collection<String> over) {
    if (made.isEmpty() && known.isEmpty() && over.isEmpty()) {
      return;
    }
    checkWorks.run();
    made.forEach(one -> entries.putIfAbsent(one.id(), new OutboxEntry(one, Progress.begun(one))));
    known.forEach(group -> groups.put(group.id(), group));
    over.forEach(groups::remove);
  }

  @Override
  public synchronized List<NotifiedGroup> groups() {
    return List.copyOf(groups.values());
  }

  @Override
  public synchronized List<Pending> pending() {
    return entries.values().stream()
        .filter(entry -> entry.progress().state() == DeliveryState.PENDING)
        .map(InMemoryOutbox::pending)
        .sorted(Comparator.comparingLong(Pending::number))
        .toList();
  }

  private static Pending pending(OutboxEntry entry) {
    Notification made = entry.notification();
    return new Pending(
        made.id(),
        made.number(),
        made.channel(),
        made.group(),
        made.createdMicros(),
        entry.progress().attempts(),
        entry.progress().nextAttemptMicros());
  }

  @Override
  public synchronized Optional<OutboxEntry> notification(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public synchronized void saveProgress(Collection<Progress> progress) {
    checkWorks.run();
    progress.forEach(
        step ->
            entries.computeIfPresent(
                step.id(), (id, entry) -> new OutboxEntry(entry.notification(), step)));
  }

  @Override
  public synchronized void saveProgress(Progress progress, AuditEntry entry) {
    saveProgress(List.of(progress));
    audit.accept(entry);
  }

  @Override
  public synchronized List<OutboxEntry> notifications(OutboxQuery query) {
    return newestFirst()
        .filter(entry -> entry.notification().number() < query.before())
        .filter(entry -> query.state().map(entry.progress().state()::equals).orElse(true))
        .filter(entry -> query.channel().map(entry.notification().channel()::equals).orElse(true))
        .limit(query.limit())
        .toList();
  }

  private Stream<OutboxEntry> newestFirst() {
    return entries.values().stream()
        .sorted(
            Comparator.comparingLong((OutboxEntry entry) -> entry.notification().number())
                .reversed());
  }

  @Override
  public synchronized Map<String, Map<DeliveryState, Long>> counts() {
    return entries.values().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.notification().channel(),
                Collectors.groupingBy(entry -> entry.progress().state(), Collectors.counting())));
  }

  @Override
  public synchronized long lastNumber() {
    return newestFirst().findFirst().map(entry -> entry.notification().number()).orElse(0L);
  }

  @Override
  public synchronized int expire(long deliveredBefore, long givenUpBefore) {
    int before = entries.size();
    entries.values().removeIf(entry -> isOver(entry.progress(), deliveredBefore, givenUpBefore));
    return before - entries.size();
  }

  private static boolean isOver(Progress progress, long deliveredBefore, long givenUpBefore) {
    Long finished = progress.finishedMicros();
    return finished != null
        && switch (progress.state()) {
          case PENDING -> false;
          case DELIVERED -> finished < deliveredBefore;
          case DEAD -> finished < givenUpBefore;
        };
  }
}
