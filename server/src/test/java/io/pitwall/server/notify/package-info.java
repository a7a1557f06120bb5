@NullMarked
package io.pitwall.server.notify;

import org.jspecify.annotations.NullMarked;
