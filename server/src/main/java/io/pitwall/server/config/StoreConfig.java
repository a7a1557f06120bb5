package io.pitwall.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The section {@code store}: where data is kept, and what the database may use.
 *
 * @param folder data folder ({@code --data}); made if it is missing
 * @param memoryLimitMb memory of the database, megabytes
 * @param threads threads of the database that share a query; with more than one every statement
 *     costs more CPU
 * @param readers queries that run at the same time
 * @param queueRecords most records that may wait to be committed
 * @param queueMb most memory that waiting records may take, megabytes
 * @param groupRecords about the most records in one commit
 * @param checkpointMb size of the write-ahead log at which it is worked into the file, megabytes
 * @param rowGroupRows rows that the database keeps together; only counts when the file is made
 * @param foldEvery how often what came in is rolled up
 * @param expireEvery how often what is too old is deleted
 */
public record StoreConfig(
    Path folder,
    int memoryLimitMb,
    int threads,
    int readers,
    int queueRecords,
    int queueMb,
    int groupRecords,
    int checkpointMb,
    int rowGroupRows,
    Duration foldEvery,
    Duration expireEvery) {

  static final StoreConfig DEFAULT =
      new StoreConfig(
          Path.of("data"),
          256,
          1,
          3,
          200_000,
          128,
          20_000,
          16,
          16_384,
          Duration.ofSeconds(30),
          Duration.ofHours(1));

  public StoreConfig {
    EngineConfig.requirePositive("store.fold-every", foldEvery);
    EngineConfig.requirePositive("store.expire-every", expireEvery);
  }

  /** The same in another folder. */
  public StoreConfig in(Path other) {
    return new StoreConfig(
        other,
        memoryLimitMb,
        threads,
        readers,
        queueRecords,
        queueMb,
        groupRecords,
        checkpointMb,
        rowGroupRows,
        foldEvery,
        expireEvery);
  }
}
