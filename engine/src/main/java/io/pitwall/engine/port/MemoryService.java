package io.pitwall.engine.port;

import io.pitwall.store.api.Knowledge;

/**
 * Keeps the results of analyses as knowledge for the embedding system. A failure is logged and
 * counted, and the analysis goes on.
 */
@FunctionalInterface
public interface MemoryService {
  void storeKnowledge(Knowledge knowledge);
}
