package io.pitwall.server.ingest.file;

/**
 * Something in a file that cannot be read.
 *
 * @param line line, from 1
 * @param column column, from 1
 * @param what what was expected and what came
 */
record ReadFault(long line, long column, String what) {}
