/** The server's HTTP API as a measurement sees it. */
@NullMarked
package io.pitwall.lab.bench.api;

import org.jspecify.annotations.NullMarked;
