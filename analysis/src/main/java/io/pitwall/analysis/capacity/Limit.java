package io.pitwall.analysis.capacity;

/**
 * Something that work runs into when there is more of it: a model's quota, a database, a lock.
 *
 * @param name for people, e.g. {@code gpt-5 tokens a minute}
 * @param usedShare how much of it is used today, 0..1
 */
public record Limit(String name, double usedShare) {}
