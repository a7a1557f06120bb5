package io.pitwall.server.http;

/**
 * A unary gRPC method.
 *
 * @param service full name of the service, e.g. {@code
 *     opentelemetry.proto.collector.trace.v1.TraceService}
 * @param method name of the method, e.g. {@code Export}
 * @param access what the caller must be allowed
 * @param handler what answers
 */
public record GrpcMethod(String service, String method, Access access, GrpcHandler handler) {

  /** Answers calls. Called on a virtual thread of its own, so it may block. */
  @FunctionalInterface
  public interface GrpcHandler {

    /**
     * Answers a call.
     *
     * @param message the request message, decompressed
     * @param caller who calls
     * @throws ProblemException to answer with the nearest gRPC status
     * @throws Exception anything else is answered with INTERNAL and a request id, and logged
     */
    GrpcReply call(byte[] message, Caller caller) throws Exception;
  }

  /** {@code service/method}. */
  public String fullName() {
    return service + "/" + method;
  }
}
