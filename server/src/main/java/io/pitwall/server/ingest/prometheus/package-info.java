/**
 * Prometheus' ways of handing over metrics: remote write, which it sends, and the text that it and
 * others show for being scraped.
 */
@NullMarked
package io.pitwall.server.ingest.prometheus;

import org.jspecify.annotations.NullMarked;
