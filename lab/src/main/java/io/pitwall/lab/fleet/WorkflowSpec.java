package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.DailyCurve;

/**
 * A workflow and how often it is run.
 *
 * @param name name
 * @param service the program that runs it
 * @param arrivals when runs begin
 * @param stage what is done in a run
 */
public record WorkflowSpec(String name, String service, DailyCurve arrivals, Stage stage) {}
