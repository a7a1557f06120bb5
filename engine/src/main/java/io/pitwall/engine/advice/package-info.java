/** Recommendations as records with a life, made from what inspections find. */
@NullMarked
package io.pitwall.engine.advice;

import org.jspecify.annotations.NullMarked;
