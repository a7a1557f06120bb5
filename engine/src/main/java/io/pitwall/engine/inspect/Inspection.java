package io.pitwall.engine.inspect;

import io.pitwall.model.advice.Finding;
import java.util.List;

/**
 * Looks at the evidence for one sort of trouble. Pure: it only reports. One that throws is reported
 * and isolated; the others go on.
 */
public interface Inspection {

  /** Stable name, the first half of a recommendation's identity. */
  String id();

  /** What it finds now, at most one finding for each scope; empty if all is well. */
  List<Finding> inspect(Evidence evidence);

  /**
   * How near to the root of trouble it looks. What it finds mutes what farther inspections find of
   * the same agent or operation.
   */
  default Layer layer() {
    return Layer.PLACE;
  }
}
