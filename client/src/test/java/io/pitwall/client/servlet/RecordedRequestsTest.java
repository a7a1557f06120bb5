package io.pitwall.client.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Receiver;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRequestsTest {
  private final Tomcat tomcat = new Tomcat();
  private final HttpClient http = HttpClient.newHttpClient();
  private Receiver receiver;
  private Pitwall pitwall;

  /** Answers by what is in the path. */
  static final class Orders extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient Pitwall pitwall;

    Orders(Pitwall pitwall) {
      this.pitwall = pitwall;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String order = String.valueOf(request.getPathInfo());
      pitwall.tool("look_up").close();
      switch (order) {
        case "/none" -> response.sendError(404);
        case "/broken" -> throw new IllegalStateException("order is broken");
        case "/later" -> {
          AsyncContext later = request.startAsync();
          later.start(
              () -> {
                ((HttpServletResponse) later.getResponse()).setStatus(202);
                later.complete();
              });
        }
        default -> response.getWriter().print("order " + order);
      }
    }
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    receiver = new Receiver();
    pitwall = Pitwall.builder().endpoint(receiver.url()).build();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    Context shop = tomcat.addContext("/shop", folder.toString());
    Tomcat.addServlet(shop, "orders", new Orders(pitwall)).setAsyncSupported(true);
    shop.addServletMapping("/orders/*", "orders");
    FilterDef filter = new FilterDef();
    filter.setFilterName("pitwall");
    filter.setFilter(new RecordedRequests(pitwall));
    filter.setAsyncSupported("true");
    shop.addFilterDef(filter);
    FilterMap everything = new FilterMap();
    everything.setFilterName("pitwall");
    everything.addURLPattern("/*");
    shop.addFilterMap(everything);
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    pitwall.close();
    receiver.close();
  }

  private int get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private Span request() {
    org.awaitility.Awaitility.await()
        .until(
            () -> {
              pitwall.flush(Duration.ofSeconds(10));
              return receiver.spans().stream().anyMatch(span -> span.getKindValue() == 2);
            });
    return receiver.spans().stream()
        .filter(span -> span.getKindValue() == 2)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRequestIsRecordedByItsRouteAndJoinsTheCallersTrace() throws Exception {
    try (ActiveSpan caller = pitwall.run("shopping")) {
      assertThat(get("/shop/orders/4711?card=1234", "traceparent", caller.traceparent()))
          .isEqualTo(200);
    }
    Span request = request();

    assertThat(request.getName()).isEqualTo("GET /shop/orders/*");
    assertThat(Receiver.value(request, "http.route").getStringValue()).isEqualTo("/shop/orders/*");
    assertThat(Receiver.value(request, "http.request.method").getStringValue()).isEqualTo("GET");
    assertThat(Receiver.value(request, "http.response.status_code").getIntValue()).isEqualTo(200);
    assertThat(request.getStatus().getCodeValue()).isZero();
    assertThat(receiver.parentOf("GET /shop/orders/*")).isEqualTo("invoke_workflow shopping");
    assertThat(receiver.parentOf("execute_tool look_up")).isEqualTo("GET /shop/orders/*");
    assertThat(receiver.requests.toString()).doesNotContain("4711").doesNotContain("1234");
  }

  @Test
  void whatTheClientDidWrongIsNoErrorOfTheServer() throws Exception {
    assertThat(get("/shop/orders/none")).isEqualTo(404);
    Span request = request();
    assertThat(Receiver.value(request, "http.response.status_code").getIntValue()).isEqualTo(404);
    assertThat(request.getStatus().getCodeValue()).isZero();
  }

  @Test
  void anExceptionIsRecordedAndGoesOn() throws Exception {
    assertThat(get("/shop/orders/broken")).isEqualTo(500);
    Span request = request();
    assertThat(Receiver.value(request, "http.response.status_code").getIntValue()).isEqualTo(500);
    assertThat(Receiver.value(request, "error.type").getStringValue())
        .isEqualTo("IllegalStateException");
    assertThat(request.getStatus().getMessage()).isEqualTo("order is broken");
  }

  @Test
  void aLateAnswerEndsTheSpanWhenItComes() throws Exception {
    assertThat(get("/shop/orders/later")).isEqualTo(202);
    Span request = request();
    assertThat(Receiver.value(request, "http.response.status_code").getIntValue()).isEqualTo(202);
  }
}
