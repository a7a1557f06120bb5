package io.pitwall.server.api;

import io.pitwall.server.http.Access;
import io.pitwall.server.http.Handler;
import io.pitwall.server.http.Method;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths that the contract names and this version does not have: it says so, instead of leaving the
 * caller to look for a typing error.
 */
final class LaterPaths implements Resource {
  private final List<Route> routes = new ArrayList<>();

  LaterPaths() {
    add("/recommendations/{id}/rollback", new String[0], Method.POST);
    add("/knobs", new String[0], Method.GET, Method.PUT);
    add("/knobs/{scope}", new String[0], Method.GET, Method.PUT);
    add("/trends", new String[] {"target", "hours", "from", "to"}, Method.GET);
  }

  @Override
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  private void add(String path, String[] query, Method... methods) {
    Handler notYet =
        request -> {
          throw new ProblemException(
              Problem.notFound(
                  "Expected a path of this version, but "
                      + request.path()
                      + " is not available in it; /api/performance/openapi.yaml lists what is"));
        };
    for (Method method : methods) {
      routes.add(Route.of(method, "/api/performance" + path, Access.READ, notYet).query(query));
    }
  }
}
