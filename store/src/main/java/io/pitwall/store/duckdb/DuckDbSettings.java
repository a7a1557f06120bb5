package io.pitwall.store.duckdb;

import java.nio.file.Path;

/**
 * How the store uses its folder and the machine.
 *
 * @param folder data folder; made if it is missing, used by one process at a time
 * @param memoryLimitMb memory that DuckDB may use for caching and computing, megabytes, 64 or more;
 *     what does not fit is spilled to the folder
 * @param threads threads of DuckDB, 1 or more. With one each statement is worked on by the thread
 *     that asks. With more a statement is handed to another thread, even a COMMIT, and the one that
 *     asked spins until it is done, the waiting for the disk included: only worth it for few, long
 *     queries on many cores
 * @param readers queries that run at the same time, 1 or more; others wait for their turn
 * @param queueRecords most records that may wait to be committed, 1 or more
 * @param queueMb most memory that waiting records may take, megabytes (an estimate), 1 or more
 * @param groupRecords about the most records in one commit, 1 or more
 * @param checkpointMb size of the write-ahead log at which it is worked into the file, megabytes, 1
 *     or more: more means less work, but a longer start after a crash (about 4 ms per megabyte)
 * @param rowGroupRows rows that DuckDB keeps together, a multiple of 2048; smaller means shorter
 *     checkpoints and sharper pruning, larger means better compression. Only counts when the file
 *     is made
 */
public record DuckDbSettings(
    Path folder,
    int memoryLimitMb,
    int threads,
    int readers,
    int queueRecords,
    int queueMb,
    int groupRecords,
    int checkpointMb,
    int rowGroupRows) {

  public DuckDbSettings {
    requireAtLeast("memory_limit_mb", 64, memoryLimitMb);
    requireAtLeast("threads", 1, threads);
    requireAtLeast("readers", 1, readers);
    requireAtLeast("queue_records", 1, queueRecords);
    requireAtLeast("queue_mb", 1, queueMb);
    requireAtLeast("group_records", 1, groupRecords);
    requireAtLeast("checkpoint_mb", 1, checkpointMb);
    if (rowGroupRows < 2048 || rowGroupRows % 2048 != 0) {
      throw new IllegalArgumentException(
          "Expected store.row_group_rows to be a multiple of 2048, but got " + rowGroupRows);
    }
  }

  /** The defaults, for a folder. */
  public static DuckDbSettings in(Path folder) {
    return new DuckDbSettings(folder, 256, 1, 3, 200_000, 128, 20_000, 16, 16_384);
  }

  /** The same with another bound of the queue. */
  public DuckDbSettings withQueue(int records, int megabytes) {
    return new DuckDbSettings(
        folder,
        memoryLimitMb,
        threads,
        readers,
        records,
        megabytes,
        groupRecords,
        checkpointMb,
        rowGroupRows);
  }

  /** The same with another memory limit and number of threads. */
  public DuckDbSettings withMachine(int memoryLimitMb, int threads) {
    return new DuckDbSettings(
        folder,
        memoryLimitMb,
        threads,
        readers,
        queueRecords,
        queueMb,
        groupRecords,
        checkpointMb,
        rowGroupRows);
  }

  /** The same with another size of the write-ahead log. */
  public DuckDbSettings withCheckpointMb(int checkpointMb) {
    return new DuckDbSettings(
        folder,
        memoryLimitMb,
        threads,
        readers,
        queueRecords,
        queueMb,
        groupRecords,
        checkpointMb,
        rowGroupRows);
  }

  private static void requireAtLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "Expected store." + name + " to be " + least + " or more, but got " + value);
    }
  }
}
