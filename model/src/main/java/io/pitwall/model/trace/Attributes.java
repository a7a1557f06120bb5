package io.pitwall.model.trace;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a span or resource, in the order they came: names to values of type String,
 * Long, Double, Boolean, or a List of these. A small flat table: spans carry a dozen attributes,
 * for which a linear search beats a map in time and space. Where a name stands twice the first
 * counts.
 *
 * <p>Immutable as long as the lists inside are.
 */
public final class Attributes {
  public static final Attributes EMPTY = new Attributes(new Object[0]);

  /** Name, value, name, value, ... */
  private final Object[] pairs;

  private Attributes(Object[] pairs) {
    this.pairs = pairs;
  }

  /** Attributes from alternating names and values. */
  public static Attributes of(Object... namesAndValues) {
    Builder builder = builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  public static Attributes of(Map<String, ?> values) {
    Builder builder = builder();
    values.forEach((name, value) -> builder.put(name, Objects.requireNonNull(value)));
    return builder.build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The value of that name, null if absent. */
  public @Nullable Object get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /** The value as text, null if absent; a number or boolean is written out, a list is not text. */
  public @Nullable String text(String name) {
    Object value = get(name);
    return value == null || value instanceof List<?> ? null : value.toString();
  }

  /** The value as a number, NaN if absent or not a number; numeric text counts. */
  public double number(String name) {
    return switch (get(name)) {
      case Number number -> number.doubleValue();
      case String text -> parse(text);
      case null, default -> Double.NaN;
    };
  }

  public int size() {
    return pairs.length / 2;
  }

  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /** Name of the i-th attribute, 0 to {@code size() - 1}. */
  public String name(int i) {
    return (String) pairs[2 * i];
  }

  /** Value of the i-th attribute. */
  public Object value(int i) {
    return pairs[2 * i + 1];
  }

  public void forEach(BiConsumer<String, Object> action) {
    for (int i = 0; i < pairs.length; i += 2) {
      action.accept((String) pairs[i], pairs[i + 1]);
    }
  }

  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    forEach(map::putIfAbsent);
    return map;
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Attributes that && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }

  @Override
  public String toString() {
    return toMap().toString();
  }

  /** Gathers attributes; not thread-safe. */
  public static final class Builder {
    private Object[] pairs = new Object[16];
    private int size;

    private Builder() {}

    /** Adds an attribute; the value is a String, Long, Double, Boolean or List of these. */
    public Builder put(String name, Object value) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, size * 2);
      }
      pairs[size++] = name;
      pairs[size++] = value instanceof Integer i ? (Object) i.longValue() : value;
      return this;
    }

    public int size() {
      return size / 2;
    }

    /** Begins anew, to gather further attributes in the same place. */
    public Builder clear() {
      size = 0;
      return this;
    }

    public Attributes build() {
      return size == 0 ? EMPTY : new Attributes(Arrays.copyOf(pairs, size));
    }
  }
}
