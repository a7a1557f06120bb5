/** Tests of the JDBC hook against H2. */
@NullMarked
package io.pitwall.client.jdbc;

import org.jspecify.annotations.NullMarked;
