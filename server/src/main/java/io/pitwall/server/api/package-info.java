/**
 * What people and programs ask of a running server: one class per resource, each with its routes,
 * and records in the shape of its answers. Knows the engine, and nothing of how telemetry arrives.
 */
@NullMarked
package io.pitwall.server.api;

import org.jspecify.annotations.NullMarked;
