/** What the spans of a trace make up. */
@NullMarked
package io.pitwall.analysis.workflow;

import org.jspecify.annotations.NullMarked;
