/** What is known about every agent: totals since it was first seen, and sliding windows. */
@NullMarked
package io.pitwall.engine.agent;

import org.jspecify.annotations.NullMarked;
