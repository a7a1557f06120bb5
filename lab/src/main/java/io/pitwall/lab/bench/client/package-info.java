/**
 * What recording costs the program that records: JMH benchmarks of the client, and of the libraries
 * that do the same, side by side.
 */
@NullMarked
package io.pitwall.lab.bench.client;

import org.jspecify.annotations.NullMarked;
