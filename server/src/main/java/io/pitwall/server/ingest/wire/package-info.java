/**
 * What several protocols have in common: protobuf read straight from its bytes, texts and series
 * known by the bytes that name them, histograms brought to the product's own form, and what a
 * sender is told when nothing could be stored.
 */
@NullMarked
package io.pitwall.server.ingest.wire;

import org.jspecify.annotations.NullMarked;
