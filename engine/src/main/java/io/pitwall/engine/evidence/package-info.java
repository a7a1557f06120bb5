/**
 * What is kept at hand of the latest runs, so that inspections and questions need not read them
 * again and again.
 */
@NullMarked
package io.pitwall.engine.evidence;

import org.jspecify.annotations.NullMarked;
