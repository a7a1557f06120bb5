/**
 * The running whole without a network: {@link io.pitwall.engine.PerformanceEngine} can be used
 * inside any JVM program.
 */
@NullMarked
package io.pitwall.engine;

import org.jspecify.annotations.NullMarked;
