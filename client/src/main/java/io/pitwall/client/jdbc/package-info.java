/**
 * Hook for JDBC: statements become spans, with their text free of values. Needs nothing but the
 * JDK.
 */
@NullMarked
package io.pitwall.client.jdbc;

import org.jspecify.annotations.NullMarked;
