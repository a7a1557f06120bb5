/**
 * A fleet of agents as a simulation: what it is made of, what is wrong with it, what it does, and
 * what really happened. It knows no wire format and no network.
 */
@NullMarked
package io.pitwall.lab.fleet;

import org.jspecify.annotations.NullMarked;
