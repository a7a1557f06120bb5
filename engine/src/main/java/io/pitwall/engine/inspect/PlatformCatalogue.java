package io.pitwall.engine.inspect;

import java.util.List;

/** Inspections of capacity, machines, databases, endpoints and pages. */
final class PlatformCatalogue {

  static List<Inspection> all() {
    return List.of(
        new SlowQueries(),
        new SlowEndpoints(),
        SlowPages.lcp(),
        SlowPages.inp(),
        SlowPages.cls(),
        new DiskFull(),
        new MemoryLeak(),
        new GarbageCollection(),
        new PoolExhaustion(),
        new OverProvisioning(),
        new ConcurrencyLimit());
  }

  private PlatformCatalogue() {}
}
