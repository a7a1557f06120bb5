/**
 * The recorder that runs inside agents: spans of runs, agents, tasks, tools and model calls, sent
 * in the background as OTLP/HTTP JSON. It needs Java 17 and nothing else, and never throws into the
 * program that uses it.
 */
@NullMarked
package io.pitwall.client;

import org.jspecify.annotations.NullMarked;
