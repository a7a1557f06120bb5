package io.pitwall.engine.around;

/**
 * Who makes calls.
 *
 * @param service the program, empty if unknown
 * @param agentType sort of agent, empty if unknown or none
 * @param count calls
 */
public record Caller(String service, String agentType, long count) {}
