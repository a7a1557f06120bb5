package io.pitwall.engine.query;

import io.pitwall.analysis.path.RunView;

/** Which agent is at work in every span of a run. */
final class Workers {

  /** For every span the nearest span of an agent at work, itself included; {@code NONE} if none. */
  static int[] above(RunView view) {
    int[] above = new int[view.size()];
    for (int i = 0; i < above.length; i++) {
      // Parents stand before their children.
      int parent = view.parent(i);
      above[i] =
          view.agent(i) != RunView.NONE ? i : parent == RunView.NONE ? RunView.NONE : above[parent];
    }
    return above;
  }

  private Workers() {}
}
