/**
 * Whether a change made a difference: comparisons that stay true however often they are looked at.
 */
@NullMarked
package io.pitwall.analysis.experiment;

import org.jspecify.annotations.NullMarked;
