package io.pitwall.store.api;

/**
 * The state of the store, for its own metrics.
 *
 * @param spans spans kept
 * @param samples raw samples kept
 * @param series series known
 * @param runs final runs kept
 * @param fileBytes size on disk, write-ahead log included
 * @param queuedRecords records waiting to be committed
 * @param queueCapacity most records that may wait
 * @param commits commits since start
 * @param refusedBatches batches refused since start because the queue was full
 * @param duplicateSpans spans left out since start because they were there before
 * @param failedCommits commits that failed since start
 * @param lastCommitMillis duration of the last commit in milliseconds, 0 before the first
 */
public record StoreStats(
    long spans,
    long samples,
    long series,
    long runs,
    long fileBytes,
    long queuedRecords,
    long queueCapacity,
    long commits,
    long refusedBatches,
    long duplicateSpans,
    long failedCommits,
    double lastCommitMillis) {}
