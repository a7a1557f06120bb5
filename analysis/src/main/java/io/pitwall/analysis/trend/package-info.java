/** What a column of values says about change over time. */
@NullMarked
package io.pitwall.analysis.trend;

import org.jspecify.annotations.NullMarked;
