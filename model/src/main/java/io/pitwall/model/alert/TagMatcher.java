package io.pitwall.model.alert;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One demand on the tags or labels of something, as Alertmanager writes it. A tag that is missing
 * counts as empty.
 *
 * @param name name of the tag
 * @param kind how it is compared
 * @param value with what; a regular expression has to match the whole value
 */
public record TagMatcher(String name, Kind kind, String value) {
  private static final int LONGEST = 1_000;

  /** How a value is compared. */
  public enum Kind {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCHES("=~"),
    NOT_MATCHES("!~");

    private final String symbol;

    Kind(String symbol) {
      this.symbol = symbol;
    }

    /** As in {@code =~}. */
    public String symbol() {
      return symbol;
    }

    /** The kind of that symbol, empty if there is none. */
    public static Optional<Kind> ofSymbol(String symbol) {
      for (Kind kind : values()) {
        if (kind.symbol.equals(symbol)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  public TagMatcher {
    if (name.isBlank() || name.length() > LONGEST || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "Expected a tag and a value of at most %d characters, but got %s%s%s"
              .formatted(LONGEST, shown(name), kind.symbol(), shown(value)));
    }
    if (kind == Kind.MATCHES || kind == Kind.NOT_MATCHES) {
      compile(value);
    }
  }

  public static TagMatcher equal(String name, String value) {
    return new TagMatcher(name, Kind.EQUAL, value);
  }

  /**
   * Reads {@code team=shop}, {@code env!=test}, {@code queue=~in.*} or {@code queue!~in.*}; quotes
   * around the value are left out.
   *
   * @throws IllegalArgumentException if it is none of these, or a wrong regular expression
   */
  public static TagMatcher parse(String text) {
    int at = 0;
    while (at < text.length() && "=!".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    for (String symbol : new String[] {"=~", "!~", "!=", "="}) {
      if (at > 0 && text.startsWith(symbol, at)) {
        String value = text.substring(at + symbol.length()).strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return new TagMatcher(
            text.substring(0, at).strip(),
            Kind.ofSymbol(symbol).orElseThrow(),
            quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    throw new IllegalArgumentException(
        "Expected a matcher as in team=shop, env!=test, queue=~in.* or queue!~in.*, but got "
            + shown(text));
  }

  /** Whether tags meet the demand. Compiles a regular expression anew each time. */
  public boolean matches(Map<String, String> tags) {
    String actual = tags.getOrDefault(name, "");
    return switch (kind) {
      case EQUAL -> actual.equals(value);
      case NOT_EQUAL -> !actual.equals(value);
      case MATCHES -> compile(value).matcher(actual).matches();
      case NOT_MATCHES -> !compile(value).matcher(actual).matches();
    };
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return name + kind.symbol() + value;
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Expected a regular expression, but got %s: %s"
              .formatted(shown(regex), e.getDescription()),
          e);
    }
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
