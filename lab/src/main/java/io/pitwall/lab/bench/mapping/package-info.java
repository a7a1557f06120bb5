/** Measures by JMH what it costs to give a span its meaning. Nothing else belongs here. */
@NullMarked
package io.pitwall.lab.bench.mapping;

import org.jspecify.annotations.NullMarked;
