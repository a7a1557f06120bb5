package io.pitwall.server.http;

import java.util.LinkedHashMap;
import java.util.Optional;

/** How the problems of a route are written. Only the body; status and headers are the server's. */
@FunctionalInterface
public interface ProblemFormat {

  /** {@code application/problem+json} with {@code success: false}. */
  ProblemFormat RFC_9457 =
      (problem, path, requestType) -> {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("instance", path);
        body.put("success", false);
        if (!problem.errors().isEmpty()) {
          body.put("errors", problem.errors());
        }
        return new Body("application/problem+json", Json.bytes(body));
      };

  /**
   * Writes a problem.
   *
   * @param problem what is wrong
   * @param path path of the request
   * @param requestType content type of the request, if it had one
   */
  Body write(Problem problem, String path, Optional<String> requestType);
}
