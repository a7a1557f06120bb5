/**
 * The program: its commands, and the one place where all parts are put together. Nothing else may
 * depend on it, and only it knows which store is used.
 */
@NullMarked
package io.pitwall.server.app;

import org.jspecify.annotations.NullMarked;
