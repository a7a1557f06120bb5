package io.pitwall.server.rules;

/**
 * What is wrong with a rule.
 *
 * @param field where, as in {@code condition.limits.high}
 * @param expected what should be there
 * @param got what is there
 */
public record RuleFault(String field, String expected, String got) {}
