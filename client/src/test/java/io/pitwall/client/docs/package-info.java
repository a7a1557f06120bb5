/** The code of {@code docs/java-agents.md}, so that it compiles. */
@NullMarked
package io.pitwall.client.docs;

import org.jspecify.annotations.NullMarked;
