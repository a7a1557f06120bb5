package io.pitwall.engine.inspect;

import java.util.ArrayList;
import java.util.List;

/** All inspections that come with the product. A new one is a class here and a line below. */
public final class Catalogue {

  public static List<Inspection> standard() {
    List<Inspection> all = new ArrayList<>();
    all.add(new LowScore());
    all.add(new HighMemory());
    all.add(new SlowExecution());
    all.add(new SystemSaturation());
    all.add(new WorkflowFailures());
    all.add(new QueueSaturation());
    all.addAll(AgentCatalogue.all());
    all.addAll(PathCatalogue.all());
    all.addAll(PlatformCatalogue.all());
    return List.copyOf(all);
  }

  private Catalogue() {}
}
