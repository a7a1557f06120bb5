package io.pitwall.engine.live;

import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.system.SystemSnapshot;

/** Something that happened in the engine and that a listener may want to show. */
public sealed interface EngineEvent {

  /** The system was looked at. */
  record SnapshotTaken(SystemSnapshot snapshot) implements EngineEvent {}

  /** An alert changed. */
  record AlertChanged(Alert alert) implements EngineEvent {}

  /** A recommendation was opened, changed or closed. */
  record RecommendationChanged(Recommendation recommendation) implements EngineEvent {}

  /** A round of the loop is over; what is shown of agents and runs may have changed. */
  record RoundEnded(long nowMicros) implements EngineEvent {}
}
