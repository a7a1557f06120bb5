package io.pitwall.store.api;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;

/**
 * How one operation of one service did over a range.
 *
 * @param service the program, empty if unknown
 * @param kind what it is about
 * @param operation model, tool, agent, route or query
 * @param count calls
 * @param errors those that failed
 * @param seconds durations, seconds
 * @param tokens tokens reported
 * @param costUsd known cost, US dollars
 */
public record OperationStats(
    String service,
    SpanKind kind,
    String operation,
    long count,
    long errors,
    ExpHistogram seconds,
    Tokens tokens,
    double costUsd) {}
