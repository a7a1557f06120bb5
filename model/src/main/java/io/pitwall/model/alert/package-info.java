/** Rules and thresholds, the alerts that they raise with their life, and silences. */
@NullMarked
package io.pitwall.model.alert;

import org.jspecify.annotations.NullMarked;
