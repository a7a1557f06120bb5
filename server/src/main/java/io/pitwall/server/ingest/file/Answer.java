package io.pitwall.server.ingest.file;

import java.util.List;

/**
 * What the server made of a batch.
 *
 * @param stored spans or points that were stored
 * @param duplicate spans that were stored before
 * @param refused spans or points that it does not take
 * @param reasons why, as the server put it
 */
record Answer(long stored, long duplicate, long refused, List<String> reasons) {

  Answer {
    reasons = List.copyOf(reasons);
  }

  Answer plus(Answer other) {
    List<String> all = new java.util.ArrayList<>(reasons);
    all.addAll(other.reasons);
    return new Answer(
        stored + other.stored, duplicate + other.duplicate, refused + other.refused, all);
  }
}
