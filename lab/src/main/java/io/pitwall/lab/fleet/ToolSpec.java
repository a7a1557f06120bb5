package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.Distribution;

/**
 * A tool that agents call.
 *
 * @param name name
 * @param seconds how long a call takes
 * @param timeoutSeconds when a call is given up
 * @param failureShare how many calls fail, 0 to 1
 * @param errorType class of such a failure
 */
public record ToolSpec(
    String name,
    Distribution seconds,
    double timeoutSeconds,
    double failureShare,
    String errorType) {

  public ToolSpec {
    if (!(failureShare >= 0 && failureShare <= 1 && timeoutSeconds > 0)) {
      throw new IllegalArgumentException(
          "Expected tool "
              + name
              + " with failureShare 0 to 1 and timeoutSeconds > 0, but got "
              + failureShare
              + " and "
              + timeoutSeconds);
    }
  }
}
