/** Stores without a disk, for tests: they keep the same contract as the real ones. */
@NullMarked
package io.pitwall.engine.memory;

import org.jspecify.annotations.NullMarked;
