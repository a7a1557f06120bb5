/** What tests of all modules share. */
@NullMarked
package io.pitwall.model;

import org.jspecify.annotations.NullMarked;
