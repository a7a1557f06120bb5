package io.pitwall.server.api;

import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.engine.intake.RefusalCounter;
import io.pitwall.engine.intake.RefusedException;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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
   * @param path tells how the sender calls a field, by the path that the intake has for it
   */
  static IntakeResult awaited(
      UnaryOperator<String> path, Supplier<CompletableFuture<IntakeResult>> taking) {
    try {
      return taking.get().join();
    } catch (RefusedException refused) {
      Map<String, Refusal> byField = new LinkedHashMap<>();
      for (Refusal why : refused.refusals()) {
        String field = path.apply(why.field());
        byField.putIfAbsent(field, new Refusal(why.reason(), field, why.expected(), why.got()));
      }
      throw new RefusedException(List.copyOf(byField.values()));
    }
  }

  private Refusals() {}
}
