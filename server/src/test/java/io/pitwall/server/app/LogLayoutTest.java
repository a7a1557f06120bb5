package io.pitwall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLayoutTest {
  private final Logger logger = new LoggerContext().getLogger("io.pitwall.engine.Round");

  private String line(Level level, String message, @Nullable Throwable failure, Object... values) {
    LoggingEvent event = new LoggingEvent("", logger, level, message, failure, values);
    event.setInstant(Instant.parse("2026-03-01T12:00:00.123456Z"));
    return new LogLayout().doLayout(event);
  }

  @Test
  void aMessageIsOneLine() {
    assertThat(line(Level.INFO, "Stopped after {} s", null, 3))
        .isEqualTo(
            "2026-03-01T12:00:00.123Z INFO  Round - Stopped after 3 s" + System.lineSeparator());
    assertThat(line(Level.ERROR, "x", null)).contains(" ERROR Round - x");
  }

  @Test
  void whatComesFromOutsideCannotMakeALineOfItsOwn() {
    assertThat(line(Level.WARN, "got {}", null, "a\n2026 ERROR fake\r").lines()).hasSize(1);
  }

  @Test
  void anExceptionFollowsItsMessage() {
    assertThat(line(Level.WARN, "failed", new IllegalStateException("why")))
        .contains("Round - failed", "java.lang.IllegalStateException: why", "\tat ");
  }
}
