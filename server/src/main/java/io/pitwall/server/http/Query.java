package io.pitwall.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query parameters of a request. Every reading method throws a {@link ProblemException} with
 * status 422 that names the parameter if its value cannot be taken. An empty value counts as
 * absent, as forms send them.
 */
public final class Query {
  /** Stands for every name, where a route does not look at its query. */
  static final String ANY = "*";

  private final Map<String, List<String>> values;
  private final Set<String> known;

  private Query(Map<String, List<String>> values, Set<String> known) {
    this.values = values;
    this.known = known;
  }

  /**
   * Takes a query string apart.
   *
   * @param raw what stands after the question mark, encoded
   * @param known parameters of the route
   * @throws ProblemException 400 for broken percent-encoding, 422 for an unknown parameter
   */
  static Query parse(String raw, Set<String> known) {
    var values = new LinkedHashMap<String, List<String>>();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
      }
    }
    var unknown =
        values.keySet().stream()
            .filter(name -> !known.contains(name) && !known.contains(ANY))
            .map(name -> new FieldError(name, expected(known), "an unknown query parameter"))
            .toList();
    if (!unknown.isEmpty()) {
      throw new ProblemException(Problem.unprocessable(unknown));
    }
    return new Query(values, known);
  }

  /** Whether the parameter is there with a value. */
  public boolean has(String name) {
    return text(name).isPresent();
  }

  public Optional<String> text(String name) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw wrong(name, "one value", all.size() + " values");
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  /** All values of a parameter that may be repeated. */
  public List<String> all(String name) {
    if (!known.contains(name)) {
      throw new IllegalStateException(
          "Expected the route to declare its query parameter " + name + ", but it knows " + known);
    }
    return values.getOrDefault(name, List.of()).stream().filter(v -> !v.isEmpty()).toList();
  }

  /** A whole number within bounds, both inclusive. */
  public OptionalLong whole(String name, long min, long max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= min && value <= max) {
        return OptionalLong.of(value);
      }
    } catch (NumberFormatException e) {
      // told below, with the bounds
    }
    throw wrong(name, "a whole number in " + min + ".." + max, text.get());
  }

  public int whole(String name, int min, int max, int otherwise) {
    return (int) whole(name, (long) min, (long) max).orElse(otherwise);
  }

  /** A finite number within bounds, both inclusive. */
  public OptionalDouble number(String name, double min, double max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text.get());
      if (value >= min && value <= max) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      // told below, with the bounds
    }
    throw wrong(name, "a number in " + min + ".." + max, text.get());
  }

  /** {@code true} or {@code false}, also {@code 1} and {@code 0}. */
  public boolean flag(String name, boolean otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get()) {
      case "true", "True", "1" -> true;
      case "false", "False", "0" -> false;
      default -> throw wrong(name, "true or false", text.get());
    };
  }

  /** One of some words. */
  public Optional<String> oneOf(String name, List<String> words) {
    Optional<String> text = text(name);
    if (text.isPresent() && !words.contains(text.get())) {
      throw wrong(name, "one of " + String.join(", ", words), text.get());
    }
    return text;
  }

  /** A time: RFC 3339 with zone, or milliseconds since the epoch. */
  public Optional<Instant> time(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    // An unencoded '+' of a zone offset arrives as a space.
    String value = text.get().replace(' ', '+');
    try {
      return Optional.of(
          value.chars().allMatch(c -> c >= '0' && c <= '9')
              ? Instant.ofEpochMilli(Long.parseLong(value))
              : OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      throw wrong(name, "a time like 2026-01-31T12:00:00Z or milliseconds since 1970", text.get());
    }
  }

  /** A problem with one of the parameters, for checks that go beyond its form. */
  public static ProblemException wrong(String name, String expected, String got) {
    return new ProblemException(Problem.unprocessable(name, expected, got));
  }

  private static String expected(Set<String> known) {
    return known.isEmpty()
        ? "no query parameters"
        : known.stream().sorted().collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badRequest("Expected percent-encoded UTF-8 in the query, but got " + encoded));
    }
  }
}
