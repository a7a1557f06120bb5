package io.pitwall.server.notify;

import java.time.Duration;

/**
 * A channel as it is configured.
 *
 * @param name name by which routes name it
 * @param receiver who is told, and how
 * @param perMinute most notifications a minute
 * @param timeout how long an answer is waited for
 * @param sendResolved whether it is told that alerts are over
 * @param linkLocalAllowed whether its address may be link-local
 */
public record ChannelSettings(
    String name,
    Receiver receiver,
    int perMinute,
    Duration timeout,
    boolean sendResolved,
    boolean linkLocalAllowed) {

  /** How long an answer is waited for unless said otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  public ChannelSettings {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "Expected a name of at most 64 letters, digits, dots, dashes and underscores, but got '"
              + name
              + "'");
    }
    if (perMinute < 1) {
      throw new IllegalArgumentException(
          "Expected max-per-minute of 1 or more, but got " + perMinute);
    }
    if (!timeout.isPositive() || timeout.compareTo(Duration.ofMinutes(2)) > 0) {
      throw new IllegalArgumentException(
          "Expected a timeout above 0 and of at most 2m, but got " + timeout);
    }
  }

  /** A channel with nothing said but who is told. */
  public static ChannelSettings of(String name, Receiver receiver) {
    return new ChannelSettings(
        name, receiver, receiver.usualPerMinute(), DEFAULT_TIMEOUT, true, false);
  }
}
