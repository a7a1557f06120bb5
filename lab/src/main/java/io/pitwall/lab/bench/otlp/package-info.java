/**
 * Export requests as a fleet of agents sends them, encoded once and then changed in place: new ids,
 * times and values are written over the old ones in the encoded bytes. Sending a million spans so
 * costs less than building a thousand.
 */
@NullMarked
package io.pitwall.lab.bench.otlp;

import org.jspecify.annotations.NullMarked;
