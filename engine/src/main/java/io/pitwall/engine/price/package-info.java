/** What calls of models cost, by a dated list of prices that users can replace. */
@NullMarked
package io.pitwall.engine.price;

import org.jspecify.annotations.NullMarked;
