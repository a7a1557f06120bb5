/** What a machine and its process looked like at one instant. */
@NullMarked
package io.pitwall.model.system;

import org.jspecify.annotations.NullMarked;
