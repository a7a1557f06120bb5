/**
 * The catalogue of inspections: each looks at the evidence and says what it finds, nothing more.
 */
@NullMarked
package io.pitwall.engine.inspect;

import org.jspecify.annotations.NullMarked;
