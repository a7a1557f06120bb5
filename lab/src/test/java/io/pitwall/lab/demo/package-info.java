/** The demo's driver. */
@NullMarked
package io.pitwall.lab.demo;

import org.jspecify.annotations.NullMarked;
