/** What agents did (executions), how they do (profiles), and how that is scored. */
@NullMarked
package io.pitwall.model.agent;

import org.jspecify.annotations.NullMarked;
