/** Recommendations: what to change, why, and what became of it. */
@NullMarked
package io.pitwall.model.advice;

import org.jspecify.annotations.NullMarked;
