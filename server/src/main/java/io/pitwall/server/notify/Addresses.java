package io.pitwall.server.notify;

/** Checks addresses of receivers when they are configured. */
public final class Addresses {

  /**
   * Sees to it that an address can be used.
   *
   * @throws IllegalArgumentException if it is not http or https, or of a kind that is refused;
   *     without telling it
   */
  public static void check(String url, boolean linkLocalAllowed) {
    Address.parse(url, linkLocalAllowed);
  }

  private Addresses() {}
}
