/**
 * Traffic of Prometheus remote write for benches, and the servers that are measured beside ours.
 */
@NullMarked
package io.pitwall.lab.bench.prometheus;

import org.jspecify.annotations.NullMarked;
