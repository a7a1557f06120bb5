package io.pitwall.engine.alert;

import io.pitwall.model.alert.AlertRule;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.ControlStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All rules in force. One id has one rule: a rule of the file comes before one of the API, and both
 * before the one of that id that comes with the product, which returns when they go. Thresholds are
 * rules with ids of their own. Rules of the API are kept in the store, every change is audited.
 * Thread-safe.
 */
public final class AlertRules {
  /** Most rules that the API and the file may have together. */
  public static final int MOST = 10_000;

  private final ControlStore store;
  private final Map<String, AlertRule> pack;
  private final Supplier<List<AlertRule>> thresholds;
  private Map<String, AlertRule> own = new TreeMap<>();
  private Map<String, AlertRule> file = Map.of();
  private volatile Map<String, AlertRule> inForce = Map.of();

  /** Why a rule cannot be changed. */
  public static final class ReadOnlyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReadOnlyException(String message) {
      super(message);
    }
  }

  /**
   * The rules of a store.
   *
   * @param pack rules that come with the product
   * @param thresholds the thresholds as rules
   */
  public AlertRules(
      ControlStore store, Collection<AlertRule> pack, Supplier<List<AlertRule>> thresholds) {
    this.store = store;
    this.pack = byId(pack);
    this.thresholds = thresholds;
    own = new TreeMap<>(byId(store.alertRules()));
    settle();
  }

  /** All rules, those that are switched off included, by id. */
  public Collection<AlertRule> all() {
    List<AlertRule> all = new ArrayList<>(inForce.values());
    all.addAll(thresholds.get());
    return all;
  }

  public Optional<AlertRule> of(String id) {
    AlertRule rule = inForce.get(id);
    return rule != null
        ? Optional.of(rule)
        : thresholds.get().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /**
   * Keeps a rule of the API, in place of one of its id; safe when the call returns.
   *
   * @param text the rule as JSON, for the audit log
   * @throws ReadOnlyException if the id is that of a threshold or of a rule in the file
   * @throws IllegalArgumentException if there are too many
   */
  public synchronized void save(
      AlertRule rule, String before, String text, String actor, long nowMicros) {
    requireOwn(rule.id());
    if (!own.containsKey(rule.id()) && own.size() + file.size() >= MOST) {
      throw new IllegalArgumentException(
          "Expected at most %d rules, but there are as many; delete some first".formatted(MOST));
    }
    store.saveAlertRule(
        rule,
        new AuditEntry(
            nowMicros,
            actor,
            before.isEmpty() ? "alert_rules.create" : "alert_rules.update",
            rule.id(),
            before,
            text));
    own.put(rule.id(), rule);
    settle();
  }

  /**
   * Deletes a rule of the API; one that came with the product is then as it came.
   *
   * @return whether there was one
   * @throws ReadOnlyException if the rule is not of the API
   */
  public synchronized boolean delete(String id, String before, String actor, long nowMicros) {
    requireOwn(id);
    if (!own.containsKey(id)) {
      if (pack.containsKey(id)) {
        throw new ReadOnlyException(
            "Expected a rule of the API, but "
                + id
                + " comes with the product; switch it off by saving it with \"enabled\": false");
      }
      return false;
    }
    store.deleteAlertRule(
        id, new AuditEntry(nowMicros, actor, "alert_rules.delete", id, before, ""));
    own.remove(id);
    settle();
    return true;
  }

  /** Puts the rules of the file in the place of those that it had. */
  public synchronized void replaceFile(Collection<AlertRule> rules) {
    file = byId(rules);
    settle();
  }

  private void requireOwn(String id) {
    if (id.startsWith("threshold:")) {
      throw new ReadOnlyException(
          "Expected a rule of the API, but "
              + id
              + " is a threshold; change it by PUT /thresholds");
    }
    if (file.containsKey(id)) {
      throw new ReadOnlyException(
          "Expected a rule of the API, but "
              + id
              + " is in the file of rules (alerts.rules-file); change it there");
    }
  }

  private void settle() {
    Map<String, AlertRule> all = new TreeMap<>(pack);
    all.putAll(own);
    all.putAll(file);
    inForce = Collections.unmodifiableMap(all);
  }

  private static Map<String, AlertRule> byId(Collection<AlertRule> rules) {
    Map<String, AlertRule> byId = new LinkedHashMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    return Collections.unmodifiableMap(byId);
  }
}
