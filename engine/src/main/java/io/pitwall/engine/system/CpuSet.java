package io.pitwall.engine.system;

import java.io.IOException;

/** The cores a control group may run on, in the kernel's list format: {@code 0-3,8,10-11}. */
final class CpuSet {

  /**
   * How many cores the file lists; an empty list, meaning that the group sets nothing, gives
   * infinity.
   */
  static double cores(KernelFile file) throws IOException {
    String list = file.text().strip();
    if (list.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    long cores = 0;
    for (String range : list.split(",", -1)) {
      int dash = range.indexOf('-');
      long first = file.number(dash < 0 ? range : range.substring(0, dash));
      long last = dash < 0 ? first : file.number(range.substring(dash + 1));
      if (last < first) {
        throw file.expected("ranges of cores such as 0-3,8", list);
      }
      cores += last - first + 1;
    }
    return cores;
  }

  private CpuSet() {}
}
