/** Where the time of a workflow goes, and what is worth attacking first. */
@NullMarked
package io.pitwall.analysis.bottleneck;

import org.jspecify.annotations.NullMarked;
