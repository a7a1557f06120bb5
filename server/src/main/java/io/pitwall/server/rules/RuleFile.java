package io.pitwall.server.rules;

import io.pitwall.model.alert.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A file of rules in YAML: an object with a list {@code rules}. All of it is right, or none is. */
public final class RuleFile {
  private static final long LONGEST = 8L << 20;

  /** A file that cannot be used: where, and why. */
  public static final class FaultyException extends Exception {
    private static final long serialVersionUID = 1;

    FaultyException(String message) {
      super(message);
    }
  }

  /**
   * Reads a file.
   *
   * @throws FaultyException naming file, line and column of the first fault, and how many there are
   */
  public static List<AlertRule> read(Path file) throws FaultyException {
    try {
      if (Files.size(file) > LONGEST) {
        throw new FaultyException(
            "Expected a file of rules of at most %d bytes at %s, but got %d"
                .formatted(LONGEST, file, Files.size(file)));
      }
      return read(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new FaultyException(
          "Expected a file of rules at %s (alerts.rules-file), but it cannot be read: %s"
              .formatted(file.toAbsolutePath(), e));
    }
  }

  /** Reads the text of a file of that name. */
  static List<AlertRule> read(String text, String name) throws FaultyException {
    LoadSettings settings = LoadSettings.builder().setLabel(name).build();
    Map<String, Mark> places = new HashMap<>();
    Object document;
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      root.ifPresent(node -> place("", node, places));
      document =
          root.map(
                  node ->
                      new StandardConstructor(settings).constructSingleDocument(Optional.of(node)))
              .orElse(null);
    } catch (MarkedYamlEngineException e) {
      throw new FaultyException(
          at(name, e.getProblemMark().orElse(null)) + "expected YAML, but " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new FaultyException(name + ": expected YAML, but " + e.getMessage());
    }
    return rules(document, name, places);
  }

  private static List<AlertRule> rules(
      @Nullable Object document, String name, Map<String, Mark> places) throws FaultyException {
    List<RuleFault> faults = new ArrayList<>();
    List<AlertRule> rules = new ArrayList<>();
    if (document == null) {
      return rules;
    }
    RuleFields top = new RuleFields("", document instanceof Map<?, ?> map ? map : Map.of(), faults);
    if (!(document instanceof Map<?, ?>)) {
      top.wrong("", "an object with a list 'rules'", document.getClass().getSimpleName());
    }
    List<?> given = top.list("rules");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String path = "rules[" + i + "].";
      if (given.get(i) instanceof Map<?, ?> fields) {
        RuleReader reader = new RuleReader();
        reader.read(fields, path, null, AlertRule.Source.FILE).ifPresent(rules::add);
        faults.addAll(reader.faults());
        String id = String.valueOf(fields.get("id"));
        if (fields.get("id") != null && !ids.add(id)) {
          faults.add(new RuleFault(path + "id", "an id of its own", id + " a second time"));
        }
      } else {
        faults.add(new RuleFault("rules[" + i + "]", "a rule", String.valueOf(given.get(i))));
      }
    }
    top.end();
    if (!faults.isEmpty()) {
      RuleFault first = faults.getFirst();
      throw new FaultyException(
          "%s%s: expected %s, but got %s%s"
              .formatted(
                  at(name, nearest(first.field(), places)),
                  first.field().replaceFirst("\\.$", ""),
                  first.expected(),
                  first.got(),
                  faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)"));
    }
    return rules;
  }

  private static String at(String name, @Nullable Mark mark) {
    return mark == null
        ? name + ": "
        : "%s:%d:%d: ".formatted(name, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Where a field stands; of one that is missing, where the object stands that should have it. */
  private static @Nullable Mark nearest(String field, Map<String, Mark> places) {
    String path = field.endsWith(".") ? field.substring(0, field.length() - 1) : field;
    while (!places.containsKey(path) && !path.isEmpty()) {
      int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
      path = cut < 0 ? "" : path.substring(0, cut);
    }
    return places.get(path);
  }

  private static void place(String path, Node node, Map<String, Mark> places) {
    node.getStartMark().ifPresent(mark -> places.putIfAbsent(path, mark));
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          String inner = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
          key.getStartMark().ifPresent(mark -> places.put(inner, mark));
          place(inner, tuple.getValueNode(), places);
        }
      }
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        place(path + "[" + i + "]", sequence.getValue().get(i), places);
      }
    }
  }

  private RuleFile() {}
}
