/**
 * From alerts to people: who is told of what and when, the outbox that nothing is lost from, and
 * the order, patience and pace it is worked off with. How a receiver is spoken to is not known
 * here: that is a {@link io.pitwall.engine.notify.Channel}.
 */
@NullMarked
package io.pitwall.engine.notify;

import org.jspecify.annotations.NullMarked;
