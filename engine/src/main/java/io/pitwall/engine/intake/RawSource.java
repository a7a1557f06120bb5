package io.pitwall.engine.intake;

import io.pitwall.model.trace.Attributes;

/**
 * Who sent a span: what its resource and instrumentation scope say.
 *
 * @param resource attributes of the resource, e.g. {@code service.name}
 * @param scopeName name of the instrumentation, empty if unknown
 * @param scopeVersion its version, empty if unknown
 */
public record RawSource(Attributes resource, String scopeName, String scopeVersion) {}
