/**
 * Thresholds judged, and the life of the alerts that come of it. The only place that acts on
 * alerts.
 */
@NullMarked
package io.pitwall.engine.alert;

import org.jspecify.annotations.NullMarked;
