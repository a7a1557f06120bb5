/** SQL texts without the data in them: what was asked, not about whom. */
@NullMarked
package io.pitwall.analysis.sql;

import org.jspecify.annotations.NullMarked;
