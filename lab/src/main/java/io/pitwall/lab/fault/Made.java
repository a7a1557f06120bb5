package io.pitwall.lab.fault;

import io.pitwall.engine.around.WebVital;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.agent.TaskExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a fleet sent within a while. Not thread-safe. */
final class Made {
  final List<RawSpan> spans = new ArrayList<>();
  final List<RawNumber> numbers = new ArrayList<>();
  final List<TaskExecution> executions = new ArrayList<>();
  final List<View> views = new ArrayList<>();

  /** A page view and what the browser measured. */
  record View(String path, long atMicros, Map<WebVital, Double> vitals) {}

  void clear() {
    spans.clear();
    numbers.clear();
    executions.clear();
    views.clear();
  }
}
