package io.pitwall.store.api;

import io.pitwall.model.trace.Run;
import java.util.List;

/**
 * Some of the runs that a query chooses.
 *
 * @param runs in the order asked for
 * @param total how many the query chooses in all
 */
public record RunPage(List<Run> runs, long total) {}
