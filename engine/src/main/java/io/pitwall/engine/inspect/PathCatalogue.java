package io.pitwall.engine.inspect;

import java.util.List;

/** Inspections of where the time of workflows goes. */
final class PathCatalogue {

  static List<Inspection> all() {
    return List.of(
        new PathDomination(),
        new SequentialSiblings(),
        new FrameworkGaps(),
        new ExternalDegradation(),
        new Stragglers(),
        new Hedging(),
        new ColdStarts(),
        new ReleaseRegression());
  }

  private PathCatalogue() {}
}
