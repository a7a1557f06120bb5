package io.pitwall.server.ingest.otlp;

import io.pitwall.model.trace.Attributes;
import java.util.List;

/**
 * Which attributes of a resource become tags of its series: those that tell one sender from another
 * and those that people group by. The others (versions of SDKs, command lines, ids of builds) would
 * only make new series of old ones at every deployment.
 */
final class SenderTags {
  private static final List<String> GROUPING =
      List.of(
          "service.name",
          "service.namespace",
          "deployment.environment.name",
          "deployment.environment",
          "k8s.namespace.name",
          "k8s.pod.name",
          "host.name");

  private static final String INSTANCE = "service.instance.id";

  /** What tells two processes of a service apart if it does not say so itself. */
  private static final List<String> INSTEAD_OF_INSTANCE = List.of("container.id", "process.pid");

  /** What our own instrumentation says about the agent that it runs in. */
  private static final List<String> AGENT_PREFIXES = List.of("gen_ai.", "agent.", "pitwall.");

  private SenderTags() {}

  /** Adds the sender's tags to those of a point. */
  static void add(Attributes resource, SourceReader.Scope scope, Attributes.Builder tags) {
    for (String name : GROUPING) {
      addIfThere(resource, name, tags);
    }
    if (!addIfThere(resource, INSTANCE, tags)) {
      for (String name : INSTEAD_OF_INSTANCE) {
        addIfThere(resource, name, tags);
      }
    }
    for (int i = 0; i < resource.size(); i++) {
      String name = resource.name(i);
      if (AGENT_PREFIXES.stream().anyMatch(name::startsWith)) {
        tags.put(name, resource.value(i));
      }
    }
    if (!scope.name().isEmpty()) {
      tags.put("otel.scope.name", scope.name());
    }
  }

  private static boolean addIfThere(Attributes resource, String name, Attributes.Builder tags) {
    Object value = resource.get(name);
    if (value != null) {
      tags.put(name, value);
    }
    return value != null;
  }
}
