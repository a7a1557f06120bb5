package io.pitwall.model.notify;

import java.util.Locale;

/** Why a notification is made. */
public enum NotificationKind {
  /** The first alerts of a group. */
  FIRING,
  /** Alerts joined or left a group that still fires, or it got worse. */
  UPDATE,
  /** Nothing new, but it still fires. */
  REPEAT,
  /** The last alert of a group is over. */
  RESOLVED,
  /** Somebody tries a channel out. */
  TEST;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name used in JSON. */
  public String wireName() {
    return wireName;
  }
}
