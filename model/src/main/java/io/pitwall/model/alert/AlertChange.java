package io.pitwall.model.alert;

/**
 * One step in the life of an alert.
 *
 * @param atMicros when, microseconds since the epoch
 * @param state state from then on
 * @param severity severity from then on
 * @param value the value that caused the step
 * @param reason for people: what happened and who did it
 */
public record AlertChange(
    long atMicros, AlertState state, Severity severity, double value, String reason) {}
