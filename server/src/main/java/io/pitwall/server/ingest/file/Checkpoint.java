package io.pitwall.server.ingest.file;

/**
 * A place in a file up to which everything was acknowledged: the start of a line, and how many
 * items after it are done as well.
 *
 * @param offset bytes before the line, after decompression
 * @param line number of the line, from 1
 * @param items items from there on that are done
 */
record Checkpoint(long offset, long line, long items) {
  static final Checkpoint START = new Checkpoint(0, 1, 0);
}
