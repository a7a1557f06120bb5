package io.pitwall.store.api;

/**
 * Proof that a batch is safe on disk.
 *
 * @param seq number of the commit: its arrival time in microseconds since the epoch, made strictly
 *     increasing. Batches that were committed together share it
 * @param stored what was stored: the batch without spans that were there before
 * @param duplicateSpans spans left out because the store holds them already
 */
public record Commit(long seq, TelemetryBatch stored, int duplicateSpans) {}
