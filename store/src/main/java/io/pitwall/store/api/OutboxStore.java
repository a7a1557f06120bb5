package io.pitwall.store.api;

import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotifiedGroup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps notifications until long after they have arrived, and what channels were told. Every write
 * is safe when the call returns. Safe for use by many threads.
 */
public interface OutboxStore {

  /**
   * Keeps new notifications, all of them pending, and what their channels know from then on: all or
   * nothing. A notification that is already there stays as it is.
   *
   * @param made the notifications
   * @param known groups, each replacing what was known of it before
   * @param over ids of groups that are over and need not be known any more
   */
  void save(
      Collection<Notification> made, Collection<NotifiedGroup> known, Collection<String> over);

  /** All groups that are not over. */
  List<NotifiedGroup> groups();

  /** All pending notifications, those made first before later ones. */
  List<OutboxEntry.Pending> pending();

  Optional<OutboxEntry> notification(String id);

  /** Keeps how far notifications got; ids that are not there are passed over. */
  void saveProgress(Collection<OutboxEntry.Progress> progress);

  /** Keeps how far a notification got because of a person, and writes the audit entry. */
  void saveProgress(OutboxEntry.Progress progress, AuditEntry audit);

  /** The notifications that are asked for, newest first. */
  List<OutboxEntry> notifications(OutboxQuery query);

  /** How many notifications are in each state, by channel; states without any are left out. */
  Map<String, Map<DeliveryState, Long>> counts();

  /** The highest number of a notification that is kept, 0 if there is none. */
  long lastNumber();

  /**
   * Deletes what was delivered before the one time or given up before the other, microseconds since
   * the epoch.
   *
   * @return how many were deleted
   */
  int expire(long deliveredBefore, long givenUpBefore);
}
