/**
 * The single door for telemetry: what came over any wire is given its meaning, checked, bounded,
 * stored, and every refusal counted.
 */
@NullMarked
package io.pitwall.engine.intake;

import org.jspecify.annotations.NullMarked;
