/**
 * A small HTTP and gRPC server of our own shape over Helidon: routes, requests, responses,
 * problems, access, limits, event streams. The only package that imports Helidon; nothing here
 * knows what the product does.
 */
@NullMarked
package io.pitwall.server.http;

import org.jspecify.annotations.NullMarked;
