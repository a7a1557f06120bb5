package io.pitwall.analysis.path;

/**
 * A stretch of a run's critical path.
 *
 * @param span the span it belongs to, {@link RunView#NONE} where none ran
 * @param type what the time was spent on
 * @param startNanos since the start of the run
 * @param endNanos since the start of the run, after {@code startNanos}
 */
public record Piece(int span, Type type, long startNanos, long endNanos) {

  /** What time on the path is spent on. */
  public enum Type {
    /** The span's own work. */
    SELF,
    /** The span waits in a queue for its start. */
    WAIT,
    /** Inside a workflow, agent or task, and in none of its children: the framework's time. */
    GAP,
    /** No span ran. */
    OUTSIDE
  }

  public Piece {
    if (startNanos >= endNanos) {
      throw new IllegalArgumentException(
          "Expected a piece that ends after it starts, but got " + startNanos + ".." + endNanos);
    }
  }

  public long nanos() {
    return endNanos - startNanos;
  }
}
