package io.pitwall.server.config;

/**
 * The section {@code log}.
 *
 * @param level least severe messages of the product that are written
 */
public record LogConfig(Level level) {
  static final LogConfig DEFAULT = new LogConfig(Level.INFO);

  /** Severities, most severe first. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }
}
