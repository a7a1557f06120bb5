package io.pitwall.server.notify;

import io.pitwall.engine.notify.Channel;
import io.pitwall.model.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All channels that are configured, with the one HTTP client that they share. */
public final class Channels implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpSender sender;
  private final List<Channel> all;

  private Channels(HttpSender sender, List<Channel> all) {
    this.sender = sender;
    this.all = all;
  }

  /**
   * Makes the channels; nothing is connected yet.
   *
   * @param externalUrl where people reach Pitwall, without a slash at the end; empty if not known
   * @throws IllegalArgumentException if an address cannot be used
   */
  public static Channels open(List<ChannelSettings> settings, String externalUrl, Clock clock) {
    HttpSender sender = new HttpSender(clock, CONNECT_TIMEOUT);
    Links links = new Links(externalUrl);
    List<Channel> all = new ArrayList<>();
    for (ChannelSettings channel : settings) {
      all.add(
          channel
              .receiver()
              .address()
              .<Channel>map(uri -> new HttpChannel(channel, uri, sender, links, clock))
              .orElseGet(() -> new EmailChannel(channel, links)));
    }
    return new Channels(sender, List.copyOf(all));
  }

  /** The channels, in the order they are configured in. */
  public List<Channel> all() {
    return all;
  }

  @Override
  public void close() {
    sender.close();
  }
}
