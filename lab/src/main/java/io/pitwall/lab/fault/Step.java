package io.pitwall.lab.fault;

/** A part of what an agent does for a task, one after the other. */
@FunctionalInterface
interface Step {
  /** Does it: writes spans and moves the time of the work on. */
  void perform(Work work);
}
