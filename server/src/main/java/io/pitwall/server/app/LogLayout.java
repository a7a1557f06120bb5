package io.pitwall.server.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.temporal.ChronoUnit;

/**
 * A message in one line, its exception below: {@code 2026-01-31T12:00:00.123Z INFO Application -
 * text}.
 */
final class LogLayout extends LayoutBase<ILoggingEvent> {

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    line.append(event.getInstant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
    line.append(event.getLevel());
    line.append(event.getLevel().toString().length() == 4 ? "  " : " ");
    String logger = event.getLoggerName();
    line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(" - ");
    // What comes from outside must not look like a line of ours.
    line.append(event.getFormattedMessage().replace("\r", "\\r").replace("\n", "\\n"));
    line.append(System.lineSeparator());
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      line.append(ThrowableProxyUtil.asString(failure));
    }
    return line.toString();
  }
}
