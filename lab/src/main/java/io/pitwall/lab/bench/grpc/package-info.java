/**
 * A gRPC client that costs next to nothing: unary calls over HTTP/2 without TLS on a plain socket.
 * It exists so that what is measured is the server and not the sender; it is no general client.
 */
@NullMarked
package io.pitwall.lab.bench.grpc;

import org.jspecify.annotations.NullMarked;
