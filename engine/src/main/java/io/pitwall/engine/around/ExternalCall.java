package io.pitwall.engine.around;

import java.util.List;

/**
 * An operation of an outside service.
 *
 * @param kind what made the call: {@code http} (RPC included), {@code model} or {@code embedding}
 * @param host the service; for a model call its provider where the host is not known
 * @param operation method and template, RPC method or model
 * @param calls how calls went
 * @param retries calls that repeat an earlier one
 * @param callers services that call, those that call most first
 */
public record ExternalCall(
    String kind, String host, String operation, Calls calls, long retries, List<Caller> callers) {

  public ExternalCall {
    callers = List.copyOf(callers);
  }
}
