/**
 * Fleets that are healthy and fleets with one fault of which everything is known, and what the
 * inspections say of them. The fleets send spans and metrics as real ones do; what is wrong with
 * them, and since when, is the truth that advice is held against.
 */
@NullMarked
package io.pitwall.lab.fault;

import org.jspecify.annotations.NullMarked;
