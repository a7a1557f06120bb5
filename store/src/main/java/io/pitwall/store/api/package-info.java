/**
 * What the product asks of a store, whoever implements it: telemetry in batches that are
 * acknowledged when they are safe, and control records. Names no database.
 */
@NullMarked
package io.pitwall.store.api;

import org.jspecify.annotations.NullMarked;
