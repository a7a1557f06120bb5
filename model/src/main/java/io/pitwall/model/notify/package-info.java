/** What people are told of alerts, and what is known of the way it takes. */
@NullMarked
package io.pitwall.model.notify;

import org.jspecify.annotations.NullMarked;
