package io.pitwall.engine.around;

/**
 * A route that a service serves.
 *
 * @param service the program; {@value AroundMetrics#OWN_SERVICE} for this product itself
 * @param method HTTP method, or RPC
 * @param route template of the path, without ids
 * @param calls how requests went
 */
public record Endpoint(String service, String method, String route, Calls calls) {}
