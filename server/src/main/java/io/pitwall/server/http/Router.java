package io.pitwall.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: a tree with a level for each segment of the path, where a literal
 * segment wins over a name, and a name over the rest. Immutable once built.
 */
final class Router {

  /** What was found for a path. */
  sealed interface Match {
    record Found(Route route, Map<String, String> parameters) implements Match {}

    /** The path is known, but not with this method. */
    record OtherMethods(Set<String> allowed) implements Match {}

    record Nothing() implements Match {}
  }

  private final Node root = new Node();

  Router(List<Route> routes) {
    routes.forEach(this::add);
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : segments(route.path())) {
      node = node.child(segment);
    }
    if (node.routes.putIfAbsent(route.method(), route) != null) {
      throw new IllegalArgumentException(
          "Expected one route for " + route.method() + " " + route.path() + ", but got two");
    }
  }

  /**
   * Finds a route.
   *
   * @param method method as sent; HEAD finds GET
   * @param rawPath path as sent, encoded
   */
  Match match(String method, String rawPath) {
    String[] segments = segments(rawPath);
    for (int i = 0; i < segments.length; i++) {
      segments[i] = decode(segments[i]);
    }
    Node node = find(root, segments, 0);
    if (node == null) {
      return new Match.Nothing();
    }
    for (Route route : node.routes.values()) {
      if (route.method().name().equals(method)
          || (route.method() == Method.GET && method.equals("HEAD"))) {
        return new Match.Found(route, parameters(route, segments));
      }
    }
    if (node == root.rest) {
      // A page for whatever is left is no reason to tell the sender of a typing error of methods.
      return new Match.Nothing();
    }
    var allowed = new TreeSet<String>();
    allowed.add("OPTIONS");
    node.routes.keySet().forEach(m -> allowed.add(m.name()));
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return new Match.OtherMethods(allowed);
  }

  private static @Nullable Node find(Node node, String[] segments, int depth) {
    if (depth == segments.length) {
      return node.routes.isEmpty() ? null : node;
    }
    Node literal = node.literal.get(segments[depth]);
    Node found = literal == null ? null : find(literal, segments, depth + 1);
    if (found == null && node.named != null && !segments[depth].isEmpty()) {
      found = find(node.named, segments, depth + 1);
    }
    return found == null ? node.rest : found;
  }

  private static Map<String, String> parameters(Route route, String[] actual) {
    String[] template = segments(route.path());
    var parameters = new HashMap<String, String>();
    for (int i = 0; i < template.length; i++) {
      String segment = template[i];
      if (segment.endsWith("*}") && segment.startsWith("{")) {
        parameters.put(
            segment.substring(1, segment.length() - 2),
            String.join("/", List.of(actual).subList(i, actual.length)));
      } else if (segment.startsWith("{") && segment.endsWith("}")) {
        parameters.put(segment.substring(1, segment.length() - 1), actual[i]);
      }
    }
    return Map.copyOf(parameters);
  }

  /** The segments between the slashes; {@code /} has one empty segment, as {@code /a/} has two. */
  private static String[] segments(String path) {
    return path.substring(1).split("/", -1);
  }

  /** Decodes one segment; unlike in a query a plus sign stands for itself. */
  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badRequest("Expected percent-encoded UTF-8 in the path, but got " + segment));
    }
  }

  private static final class Node {
    final Map<String, Node> literal = new HashMap<>();
    final Map<Method, Route> routes = new EnumMap<>(Method.class);
    @Nullable Node named;
    @Nullable Node rest;

    /** The node below for a segment of a template, made if it is missing. */
    Node child(String segment) {
      if (!segment.startsWith("{")) {
        return literal.computeIfAbsent(segment, _ -> new Node());
      }
      Node child = segment.endsWith("*}") ? rest : named;
      if (child == null) {
        child = new Node();
        if (segment.endsWith("*}")) {
          rest = child;
        } else {
          named = child;
        }
      }
      return child;
    }
  }
}
