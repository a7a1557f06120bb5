package io.pitwall.engine.price;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a model may be listed as. */
final class ModelNames {
  /** Regions and makers that a hosting service puts before the name, e.g. {@code us.anthropic.}. */
  private static final Pattern MAKER =
      Pattern.compile("^(?:[a-z]{2,4}\\.)?[a-z][a-z0-9_-]*\\.(?=[a-z])");

  /** What a hosting service or router adds at the end, e.g. {@code -v2:0}, {@code :free}. */
  private static final Pattern VARIANT = Pattern.compile("(?:-v\\d+)?(?::\\d+)?$|:[a-z]+$");

  /** A dated release, e.g. {@code -2024-08-06}, {@code -20250514}, {@code @20250514}. */
  private static final Pattern DATE =
      Pattern.compile("[-@](?:20\\d{2}-\\d{2}-\\d{2}|20\\d{6})$|-latest$|-00\\d$");

  /** The name itself first, then names that say less and less; all in lower case. */
  static Set<String> broader(String model) {
    Set<String> names = new LinkedHashSet<>();
    names.add(model);
    String name = model.substring(model.lastIndexOf('/') + 1);
    names.add(name);
    name = MAKER.matcher(name).replaceFirst("");
    names.add(name);
    name = VARIANT.matcher(name).replaceFirst("");
    names.add(name);
    names.add(DATE.matcher(name).replaceFirst(""));
    return names;
  }

  private ModelNames() {}
}
