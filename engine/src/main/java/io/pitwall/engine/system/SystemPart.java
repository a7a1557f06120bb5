package io.pitwall.engine.system;

/**
 * A part of a reading that fails alone: when its source cannot be read, its values are NaN or
 * empty, the failure is counted under this name, and every other part is as good as ever.
 */
public enum SystemPart {
  /** Processor ticks of the host. */
  CPU,
  /** Memory of the host. */
  MEMORY,
  /** Swap space of the host. */
  SWAP,
  /** Load averages. */
  LOAD,
  /** Space of the file systems of interest; counted once per file system that cannot be read. */
  DISK_SPACE,
  /** Counters of the host's disks. */
  DISK_IO,
  /** Counters of the network interfaces. */
  NETWORK,
  /** Open files of the host and of this process; counted once for each of the two. */
  FILE_HANDLES,
  /** CPU time and resident memory of this process; counted once for each of the two. */
  PROCESS,
  /** The processes that use the most CPU. */
  TOP_PROCESSES,
  /** Heap, collectors, threads and classes of this JVM. */
  JVM,
  /** Name and kind of the machine. */
  HOST,
  /** CPU limit and use of the control group. */
  CONTAINER_CPU,
  /** Memory limit and use of the control group. */
  CONTAINER_MEMORY,
  /** Disk I/O of the control group. */
  CONTAINER_IO
}
