package io.pitwall.engine.inspect;

import java.util.List;

/** All inspections that come with the product. A new one is a class here and a line below. */
public final class Catalogue {

  public static List<Inspection> standard() {
    return List.of(
        new LowScore(),
        new HighMemory(),
        new SlowExecution(),
        new SystemSaturation(),
        new WorkflowFailures(),
        new QueueSaturation());
  }

  private Catalogue() {}
}
