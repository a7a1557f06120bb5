package io.pitwall.engine.around;

import java.util.List;
import java.util.Map;

/** What makes two plans the same: nodes, relations and indexes, whatever the estimates are. */
final class PlanShape {

  static String of(Map<String, Object> node) {
    StringBuilder shape = new StringBuilder();
    add(node, shape);
    return shape.toString();
  }

  private static void add(Map<?, ?> node, StringBuilder shape) {
    shape
        .append('(')
        .append(node.get("node_type"))
        .append(' ')
        .append(node.get("relation_name"))
        .append(' ')
        .append(node.get("index_name"));
    if (node.get("plans") instanceof List<?> inner) {
      for (Object child : inner) {
        if (child instanceof Map<?, ?> map) {
          add(map, shape);
        }
      }
    }
    shape.append(')');
  }

  private PlanShape() {}
}
