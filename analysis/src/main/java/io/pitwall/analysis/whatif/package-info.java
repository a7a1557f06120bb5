/**
 * Answers what would happen to a workflow if something changed: its runs are timed again, with the
 * dependencies that all of them show and the queues that theory or a replay predicts.
 */
@NullMarked
package io.pitwall.analysis.whatif;

import org.jspecify.annotations.NullMarked;
