/** How receivers of notifications are spoken to: web hooks, chats, pagers, mail. */
@NullMarked
package io.pitwall.server.notify;

import org.jspecify.annotations.NullMarked;
