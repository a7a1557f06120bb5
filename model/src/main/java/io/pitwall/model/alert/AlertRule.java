package io.pitwall.model.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * When to raise an alert, and what to say.
 *
 * @param id identity: letters, digits and {@code . _ : -}; of a threshold {@code threshold:} and
 *     its metric
 * @param condition what it looks for
 * @param pendingFor how long that has to hold before the alert fires ({@code for})
 * @param keepFiring how long things have to be better before it is resolved or loses severity
 * @param noData what becomes of it without data
 * @param labels added to those of its alerts
 * @param annotations what it says
 * @param source where it comes from
 * @param enabled whether it is judged
 */
public record AlertRule(
    String id,
    AlertCondition condition,
    Duration pendingFor,
    Duration keepFiring,
    NoData noData,
    SortedMap<String, String> labels,
    Annotations annotations,
    Source source,
    boolean enabled) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}");
  private static final Duration LONGEST = Duration.ofDays(7);

  /** What missing data means. */
  public enum NoData {
    /** Nothing is known, so nothing is raised, and what was raised is resolved after a while. */
    IGNORE,
    /** That is bad in itself: an alert of its own kind, of the rule's mildest severity. */
    ALERT,
    /** What was raised stays until data says otherwise. */
    KEEP;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name used in JSON and YAML. */
    public String wireName() {
      return wireName;
    }

    /** The outcome of that name, empty if there is none. */
    public static Optional<NoData> ofWireName(String name) {
      for (NoData noData : values()) {
        if (noData.wireName.equals(name)) {
          return Optional.of(noData);
        }
      }
      return Optional.empty();
    }
  }

  /** Where a rule comes from. */
  public enum Source {
    /** Comes with the product. */
    PACK,
    /** A threshold set by {@code PUT /thresholds}. */
    THRESHOLD,
    /** Made by the API, kept in the store. */
    API,
    /** From the file of rules; can be changed there only. */
    FILE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name used in JSON. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * What a rule says. Templates: {@code {{value}}}, {@code {{limit}}}, {@code {{severity}}}, {@code
   * {{signal}}} and {@code {{tags.NAME}}} are filled in.
   *
   * @param summary one line; empty for what the condition says by itself
   * @param description more
   * @param runbook page of the documentation, or an address
   */
  public record Annotations(String summary, String description, String runbook) {
    public static final Annotations NONE = new Annotations("", "", "");
  }

  public AlertRule {
    if (source != Source.THRESHOLD && !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Expected an id of letters, digits and . _ : - of at most 200 characters, but got "
              + (id.length() > 80 ? id.substring(0, 80) + "…" : id));
    }
    if (pendingFor.isNegative()
        || keepFiring.isNegative()
        || pendingFor.compareTo(LONGEST) > 0
        || keepFiring.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected 'for' and 'keep_firing' of 0 to 7 days, but got %s and %s"
              .formatted(pendingFor, keepFiring));
    }
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** The same, on or off. */
  public AlertRule enabled(boolean on) {
    return new AlertRule(
        id, condition, pendingFor, keepFiring, noData, labels, annotations, source, on);
  }
}
