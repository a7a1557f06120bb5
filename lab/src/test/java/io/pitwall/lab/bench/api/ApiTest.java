package io.pitwall.lab.bench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pitwall.lab.bench.TestServers;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.HttpServer;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the product's own HTTP layer. */
class ApiTest {

  @Test
  void readsAnswersOneAfterTheOther() throws Exception {
    Route run =
        Route.get(
            "/api/performance/runs/{trace}",
            Access.READ,
            request ->
                Response.json(Map.of("run", Map.of("span_count", 21, "pad", "x".repeat(100_000)))));
    try (HttpServer server = TestServers.http(run);
        var api = new Api(URI.create("http://127.0.0.1:" + server.port()))) {
      for (int i = 0; i < 3; i++) {
        assertThat(api.spanCount("abc")).isEqualTo(21);
        assertThat(api.get("/nowhere").status()).isEqualTo(404);
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> api.json("/nowhere"))
          .withMessageContaining("404");
    }
  }
}
