package io.pitwall.server.api;

import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.engine.intake.RefusalCounter;
import io.pitwall.engine.intake.RefusedException;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sees to it that every refusal of telemetry is counted, and named as the sender knows it. */
final class Refusals {

  /** Answers a request, counting it if it is refused before it reaches the intake. */
  static Response counted(RefusalCounter counter, Supplier<Response> answer) {
    try {
      return answer.get();
    } catch (ProblemException e) {
      counter.count(e.problem().status() == 422 ? "invalid_field" : "malformed_request", 1);
      throw e;
    }
  }

  /**
   * Waits until telemetry is safe.
   *
   * @param onlyOneOf if the request holds a single record, the list that the intake has it in: the
   *     paths of faults are then told without it; else empty
   */
  static IntakeResult awaited(String onlyOneOf, Supplier<CompletableFuture<IntakeResult>> taking) {
    try {
      return taking.get().join();
    } catch (RefusedException refused) {
      throw onlyOneOf.isEmpty() ? refused : withoutList(refused, onlyOneOf + "[0].");
    }
  }

  private static RefusedException withoutList(RefusedException refused, String prefix) {
    return new RefusedException(
        refused.refusals().stream()
            .map(
                why ->
                    why.field().startsWith(prefix)
                        ? new Refusal(
                            why.reason(),
                            why.field().substring(prefix.length()),
                            why.expected(),
                            why.got())
                        : why)
            .toList());
  }

  private Refusals() {}
}
