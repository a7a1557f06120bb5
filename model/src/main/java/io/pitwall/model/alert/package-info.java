/** Thresholds, and the life of the alerts that they raise. */
@NullMarked
package io.pitwall.model.alert;

import org.jspecify.annotations.NullMarked;
