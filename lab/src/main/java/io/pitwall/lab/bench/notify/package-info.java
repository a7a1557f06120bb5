/** The other end of notifications: a receiver that remembers what arrived. */
@NullMarked
package io.pitwall.lab.bench.notify;

import org.jspecify.annotations.NullMarked;
