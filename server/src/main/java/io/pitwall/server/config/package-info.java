/**
 * Settings: one tree of records with defaults, read from a YAML file, the environment and flags.
 * Knows what the other parts of the product can be told, and nothing of how they work.
 */
@NullMarked
package io.pitwall.server.config;

import org.jspecify.annotations.NullMarked;
