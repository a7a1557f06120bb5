package io.pitwall.store.contract;

import io.pitwall.store.api.TelemetryStore;
import java.lang.reflect.Proxy;

/** Stands where a store will be; any call says that it is too early. */
final class Unopened {
  static final TelemetryStore STORE =
      (TelemetryStore)
          Proxy.newProxyInstance(
              Unopened.class.getClassLoader(),
              new Class<?>[] {TelemetryStore.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  return null;
                }
                throw new IllegalStateException("The store is not open yet: " + method.getName());
              });

  private Unopened() {}
}
