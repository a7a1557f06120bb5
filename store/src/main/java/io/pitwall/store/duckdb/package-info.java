/**
 * The store as one DuckDB file on one machine: one writer that commits in groups, readers on
 * connections of their own, rollups as mergeable partial rows. Only what knows DuckDB belongs here.
 *
 * <p>The tables are in {@link io.pitwall.store.duckdb.Schema}, the reasons in {@code
 * docs/adr/0002-duckdb.md}.
 */
@NullMarked
package io.pitwall.store.duckdb;

import org.jspecify.annotations.NullMarked;
