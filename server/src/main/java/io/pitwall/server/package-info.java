/**
 * Pitwall as a program on the network: what comes in, what is answered, and the wiring of it all.
 * Each concern is a package below this one; nothing but this text belongs here.
 */
@NullMarked
package io.pitwall.server;

import org.jspecify.annotations.NullMarked;
