package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Names;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a tool says about what it does to the world. Not thread-safe. */
final class ToolWords {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

  private static final Set<String> READING =
      Set.of(
          "get",
          "read",
          "search",
          "list",
          "find",
          "fetch",
          "query",
          "lookup",
          "look",
          "view",
          "show",
          "retrieve",
          "retriever",
          "describe",
          "check",
          "status",
          "count",
          "select",
          "grep",
          "cat",
          "ls",
          "open",
          "browse",
          "scan",
          "load",
          "recall",
          "rank",
          "rerank",
          "embed");

  private static final Set<String> WRITING =
      Set.of(
          "write", "edit", "update", "create", "delete", "remove", "insert", "put", "post", "send",
          "pay", "book", "order", "buy", "save", "store", "set", "add", "append", "execute", "exec",
          "run", "bash", "shell", "commit", "push", "deploy", "submit", "notify", "mail", "email",
          "publish", "patch", "move", "upload", "refund", "cancel", "approve");

  private static final byte READS = 1;
  private static final byte WRITES = 2;
  private static final byte NEITHER = 3;

  private final Names names;
  private final byte[] known;

  ToolWords(Names names) {
    this.names = names;
    known = new byte[names.size()];
  }

  /** Whether the name says that it only reads. */
  boolean reads(int operation) {
    return sort(operation) == READS;
  }

  /** Whether the name says that it changes something. */
  boolean writes(int operation) {
    return sort(operation) == WRITES;
  }

  private byte sort(int operation) {
    if (known[operation] == 0) {
      known[operation] = sort(names.word(operation));
    }
    return known[operation];
  }

  private static byte sort(String name) {
    byte sort = NEITHER;
    for (String word : BETWEEN_WORDS.split(name, -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (WRITING.contains(lower)) {
        return WRITES;
      }
      sort = READING.contains(lower) ? READS : sort;
    }
    return sort;
  }
}
