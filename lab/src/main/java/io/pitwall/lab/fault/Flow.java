package io.pitwall.lab.fault;

import io.pitwall.lab.fleet.Stage;
import io.pitwall.lab.sim.DailyCurve;

/**
 * A workflow.
 *
 * @param name name
 * @param arrivals when runs begin
 * @param stage what is done in a run
 */
record Flow(String name, DailyCurve arrivals, Stage stage) {

  /** The same with so many runs a second in the mean. */
  Flow at(double perSecond) {
    return new Flow(name, new DailyCurve(perSecond, arrivals.swing(), arrivals.peakHour()), stage);
  }
}
