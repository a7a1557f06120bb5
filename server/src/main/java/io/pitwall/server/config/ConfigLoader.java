package io.pitwall.server.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the sources together: flags win over the environment, that over the file, that over the
 * defaults.
 */
public final class ConfigLoader {
  private final Sources sources;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private ConfigLoader(Sources sources) {
    this.sources = sources;
  }

  /**
   * Reads all settings.
   *
   * @throws ConfigException if a setting is unknown or cannot be used
   */
  public static LoadedConfig load(Sources sources) {
    ConfigLoader loader = new ConfigLoader(sources);
    loader.gather(KnownKey.all());
    PitwallConfig config =
        (PitwallConfig) loader.bind(PitwallConfig.class, "", PitwallConfig.DEFAULT);
    Map<String, String> origins = new LinkedHashMap<>();
    loader.settings.forEach((key, setting) -> origins.put(key, setting.origin()));
    return new LoadedConfig(config, origins);
  }

  private void gather(List<KnownKey> keys) {
    TreeSet<String> names = new TreeSet<>();
    keys.forEach(key -> names.add(key.name()));
    sources.file().ifPresent(file -> settings.putAll(Yaml.settings(file)));
    settings.putAll(Environment.settings(sources.environment(), keys));
    sources
        .flags()
        .forEach(
            (name, flag) ->
                settings.put(KnownKey.normalised(name), new Setting(flag.value(), flag.flag())));
    settings.forEach(
        (name, setting) -> {
          if (!names.contains(name)) {
            throw new ConfigException(
                "Expected a known setting, but got %s (%s)%s"
                    .formatted(name, setting.origin(), NearestName.hint(name, names)));
          }
        });
  }

  /** A section with its defaults overlaid by what was set. */
  private Object bind(Class<?> section, String prefix, Object defaults) {
    RecordComponent[] components = section.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      Object standard = valueOf(component, defaults);
      if (Values.canRead(component)) {
        String name = prefix + KnownKey.nameOf(component);
        Setting setting = settings.get(name);
        values[i] = setting == null ? standard : read(new KnownKey(name, component), setting);
      } else {
        values[i] = bind(component.getType(), KnownKey.prefixOf(component, prefix), standard);
      }
    }
    return construct(section, components, values);
  }

  private Object read(KnownKey key, Setting setting) {
    try {
      return Values.read(key, setting, sources);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + setting.origin() + ")", e);
    }
  }

  private static Object construct(
      Class<?> section, RecordComponent[] components, @Nullable Object[] values) {
    try {
      Constructor<?> canonical =
          section.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException invalid) {
        throw new ConfigException(String.valueOf(invalid.getMessage()), invalid);
      }
      throw new IllegalStateException("Expected to make a " + section.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Expected to make a " + section.getName(), e);
    }
  }

  static Object valueOf(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Expected to read " + component, e);
    }
  }
}
