/** What the product tells of itself: its own metrics. */
@NullMarked
package io.pitwall.server.self;

import org.jspecify.annotations.NullMarked;
