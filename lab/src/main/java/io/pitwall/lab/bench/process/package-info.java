/** The server under test: a process of its own, and what it costs. */
@NullMarked
package io.pitwall.lab.bench.process;

import org.jspecify.annotations.NullMarked;
