/** Runs as the analysis sees them, and which of their spans the duration hangs on. */
@NullMarked
package io.pitwall.analysis.path;

import org.jspecify.annotations.NullMarked;
