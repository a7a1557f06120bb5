package io.pitwall.model.alert;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an alert is probably about, as far as its tags tell: the group that people are told of
 * together.
 *
 * @param kind sort of thing
 * @param name which one; empty if it is the only one there is
 */
public record Cause(Kind kind, String name) {

  /** Sorts of things, the one that explains most last. */
  public enum Kind {
    /** Nothing that is told apart. */
    OTHER,
    WORKFLOW,
    AGENT,
    SERVICE,
    HOST;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name used in JSON. */
    public String wireName() {
      return wireName;
    }
  }

  private static final List<String> WORKFLOW_TAGS = List.of("workflow");
  private static final List<String> AGENT_TAGS = List.of("agent", "agent_id", "agent_type");
  private static final List<String> HOST_TAGS = List.of("host", "host.name", "instance");
  private static final List<String> SERVICE_TAGS = List.of("service", "service.name", "job");

  /**
   * What tags tell of: the agent if they name one, else the workflow, the host, the service; of
   * metrics called {@code system.} this host.
   */
  public static Cause of(String metric, Map<String, String> tags) {
    String agent = first(tags, AGENT_TAGS);
    if (!agent.isEmpty()) {
      return new Cause(Kind.AGENT, agent);
    }
    String workflow = first(tags, WORKFLOW_TAGS);
    if (!workflow.isEmpty()) {
      return new Cause(Kind.WORKFLOW, workflow);
    }
    String host = first(tags, HOST_TAGS);
    if (!host.isEmpty() || metric.startsWith("system.")) {
      return new Cause(Kind.HOST, host);
    }
    String service = first(tags, SERVICE_TAGS);
    return service.isEmpty() ? new Cause(Kind.OTHER, metric) : new Cause(Kind.SERVICE, service);
  }

  /** The same as one word, as in {@code agent:planner}: the key that alerts are grouped by. */
  public String key() {
    return kind.wireName() + ":" + name;
  }

  private static String first(Map<String, String> tags, List<String> names) {
    for (String name : names) {
      String value = tags.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
