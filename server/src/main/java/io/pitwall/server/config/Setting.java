package io.pitwall.server.config;

/**
 * The value of a setting as somebody gave it.
 *
 * @param value text, or what a YAML file holds: number, boolean, text, list or map
 * @param origin who gave it, for messages: {@code --port}, {@code PITWALL_SERVER_PORT}, a file
 */
record Setting(Object value, String origin) {}
