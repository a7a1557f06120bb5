package io.pitwall.server.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A setting that there is.
 *
 * @param name full name, e.g. {@code server.max-body-bytes}
 * @param component where it goes
 */
record KnownKey(String name, RecordComponent component) {

  /** All settings, in the order of the records. */
  static List<KnownKey> all() {
    List<KnownKey> keys = new ArrayList<>();
    collect(PitwallConfig.class, "", keys);
    return keys;
  }

  private static void collect(Class<?> section, String prefix, List<KnownKey> keys) {
    for (RecordComponent component : section.getRecordComponents()) {
      if (Values.canRead(component)) {
        keys.add(new KnownKey(prefix + nameOf(component), component));
      } else {
        collect(component.getType(), prefixOf(component, prefix), keys);
      }
    }
  }

  /** What the names of the settings inside a section begin with. */
  static String prefixOf(RecordComponent section, String outer) {
    return section.isAnnotationPresent(Flat.class) ? outer : outer + nameOf(section) + ".";
  }

  /** {@code maxBodyBytes} is called {@code max-body-bytes}. */
  static String nameOf(RecordComponent component) {
    Key own = component.getAnnotation(Key.class);
    return own == null
        ? component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        : own.value();
  }

  /** The same name however it is written: {@code max_body_bytes} is {@code max-body-bytes}. */
  static String normalised(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The variable of the environment that sets it. */
  String variable() {
    return "PITWALL_" + name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }
}
