package io.pitwall.engine.inspect;

import java.util.ArrayList;
import java.util.List;

/** All inspections that come with the product. A new one is a class here and a line below. */
public final class Catalogue {

  public static List<Inspection> standard() {
    List<Inspection> all =
        new ArrayList<>(
            List.of(
                new LowScore(),
                new HighMemory(),
                new SlowExecution(),
                new SystemSaturation(),
                new WorkflowFailures(),
                new QueueSaturation()));
    all.addAll(PathCatalogue.all());
    all.addAll(PlatformCatalogue.all());
    return List.copyOf(all);
  }

  private Catalogue() {}
}
