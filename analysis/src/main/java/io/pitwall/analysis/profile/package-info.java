/** How an agent does: its score, and what it did within sliding windows. */
@NullMarked
package io.pitwall.analysis.profile;

import org.jspecify.annotations.NullMarked;
