package io.pitwall.store.api;

import io.pitwall.model.agent.WindowStats;

/**
 * What an agent did within one slot of time.
 *
 * @param agentId who
 * @param startMicros start of the slot, microseconds since the epoch, a multiple of its width
 * @param stats the tasks that ended inside
 */
public record AgentSlot(String agentId, long startMicros, WindowStats stats) {}
