/** Answers that are put together from several sources: summary, overview, history, fleet. */
@NullMarked
package io.pitwall.engine.query;

import org.jspecify.annotations.NullMarked;
