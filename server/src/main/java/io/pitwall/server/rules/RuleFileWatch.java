package io.pitwall.server.rules;

import io.pitwall.engine.alert.AlertRules;
import io.pitwall.engine.schedule.Loop;
import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rules in force as they are in the file. A fault in it is said once, with line and
 * column, and the last good rules stay.
 */
public final class RuleFileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleFileWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Path file;
  private final AlertRules rules;
  private final Loop loop;
  private byte[] seen = new byte[0];
  private String fault = "";

  private RuleFileWatch(Path file, AlertRules rules, Clock clock) {
    this.file = file;
    this.rules = rules;
    loop = Loop.start("alert-rules", clock, EVERY, this::look);
  }

  /**
   * Reads the file, and from then on whenever it changes.
   *
   * @throws IllegalArgumentException if it cannot be used now
   */
  public static RuleFileWatch start(Path file, AlertRules rules, Clock clock) {
    try {
      rules.replaceFile(RuleFile.read(file));
    } catch (RuleFile.FaultyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new RuleFileWatch(file, rules, clock);
  }

  /** Looks once whether the file changed. */
  synchronized void look() {
    try {
      byte[] now = Files.readAllBytes(file);
      if (!Arrays.equals(now, seen)) {
        rules.replaceFile(RuleFile.read(file));
        if (seen.length > 0) {
          LOG.info("The rules of {} changed and are in force", file);
        }
        seen = now;
        fault = "";
      }
    } catch (IOException e) {
      tell("cannot be read: " + e);
    } catch (RuleFile.FaultyException e) {
      tell(String.valueOf(e.getMessage()));
    }
  }

  private void tell(String what) {
    if (!what.equals(fault)) {
      fault = what;
      LOG.warn("The file of rules {} is not used, its last good rules stay: {}", file, what);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
