package io.pitwall.store.api;

/**
 * Told of every commit, in order, on one thread, before the sender is: what it derives is visible
 * once the sender has its answer. Must be quick; an exception is logged and counted by the store
 * and loses nothing.
 */
@FunctionalInterface
public interface CommitListener {
  void committed(Commit commit);
}
