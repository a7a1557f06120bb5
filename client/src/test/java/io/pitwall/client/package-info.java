/** Tests of the recorder against a small real HTTP server. */
@NullMarked
package io.pitwall.client;

import org.jspecify.annotations.NullMarked;
