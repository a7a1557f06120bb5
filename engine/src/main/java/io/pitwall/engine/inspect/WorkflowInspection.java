package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * An inspection that looks at each workflow by itself and at nothing but its runs. What it found is
 * remembered with the runs, so that a round costs nothing for workflows that had no run since.
 */
interface WorkflowInspection extends Inspection {

  /** What it finds in one workflow, at most one finding for each scope; empty if all is well. */
  List<Finding> inspect(WorkflowRuns workflow);

  @Override
  default List<Finding> inspect(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (WorkflowRuns workflow : evidence.workflows()) {
      findings.addAll(workflow.remembered(id(), () -> List.copyOf(inspect(workflow))));
    }
    return findings;
  }
}
