package io.pitwall.server.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.ManualClock;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.app.Application;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scraping a real HTTP server into a running Pitwall. */
class ScraperIT {
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  @TempDir Path folder;
  private HttpServer target;
  private RunningPitwall pitwall;
  private ManualClock clock;
  private HttpClient client;

  private volatile String page = "";
  private volatile String type = OPEN_METRICS;
  private volatile String encoding = "";
  private volatile String authorization = "";
  private volatile int status = 200;
  private volatile Duration delay = Duration.ZERO;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void start() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    target.createContext("/metrics", this::answer);
    target.start();
    clock = new ManualClock(RunningPitwall.micros(RunningPitwall.START));
    pitwall = RunningPitwall.start(RunningPitwall.config(folder, false), clock);
    client = Scraper.client();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    pitwall.close();
    target.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    if (encoding.equals("gzip")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(body);
      }
      body = bytes.toByteArray();
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    if (!encoding.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Encoding", encoding);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body, 0, body.length / 2);
      out.flush();
      Thread.sleep(delay);
      out.write(body, body.length / 2, body.length - body.length / 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ScrapeTarget target(Duration interval, Duration timeout) {
    return new ScrapeTarget(
        "shop",
        URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/metrics"),
        interval,
        timeout,
        Optional.of("secret-of-the-target"),
        Map.of("zone", "a"),
        100);
  }

  private TargetScraper scraper() {
    return new TargetScraper(
        target(Duration.ofSeconds(10), Duration.ofSeconds(5)),
        client,
        pitwall.engine().intake(),
        clock);
  }

  private JsonNode shown(String metric) {
    return pitwall
        .get(
            RunningPitwall.API
                + "/series?metric="
                + metric
                + "&from=2026-03-01T12:00:00Z&to=2026-03-01T12:01:00Z&step=10")
        .json();
  }

  private List<String> mean(String metric) {
    return shown(metric).at("/series/0/mean").valueStream().map(JsonNode::toString).toList();
  }

  private List<Double> latest(String metric) {
    return pitwall.engine().latest().of(metric).stream().map(Sample::value).toList();
  }

  @Test
  void openMetricsAreStoredWithJobAndInstance() throws Exception {
    TargetScraper scraper = scraper();
    for (int i = 0; i < 3; i++) {
      page =
          """
          # TYPE orders counter
          # UNIT stock_bytes bytes
          # TYPE stock_bytes gauge
          # HELP stock_bytes What there is.
          stock_bytes{shelf="a",job="own"} %d
          orders_total %d
          # TYPE pay_seconds histogram
          pay_seconds_bucket{le="0.1"} %d
          pay_seconds_bucket{le="1"} %d # {trace_id="1"} 0.5
          pay_seconds_bucket{le="+Inf"} %d
          pay_seconds_sum %d
          pay_seconds_count %d
          # TYPE wait_seconds summary
          wait_seconds{quantile="0.5"} NaN
          wait_seconds_count 0
          # EOF
          """
              .formatted(7 + i, 50 * i, 10 * i, 20 * i, 20 * i, 5 * i, 20 * i);
      encoding = i == 1 ? "gzip" : "";
      scraper.scrape();
      clock.advance(Duration.ofSeconds(10));
    }

    JsonNode stock = shown("stock_bytes").at("/series/0");
    assertThat(stock.get("tags").toString())
        .isEqualTo(
            "{\"exported_job\":\"own\",\"instance\":\"127.0.0.1:%d\",\"job\":\"shop\",\"shelf\":\"a\",\"zone\":\"a\"}"
                .formatted(target.getAddress().getPort()));
    assertThat(stock.get("unit").asString()).isEqualTo("By");
    assertThat(mean("stock_bytes").subList(0, 4)).containsExactly("7.0", "8.0", "9.0", "null");
    assertThat(mean("orders_total").subList(1, 3)).containsExactly("5.0", "5.0");
    assertThat(mean("up").subList(0, 3)).containsExactly("1.0", "1.0", "1.0");
    assertThat(shown("scrape_duration_seconds").at("/series/0/unit").asString()).isEqualTo("s");
    JsonNode pay = shown("pay_seconds").at("/series/0");
    assertThat(pay.get("type").asString()).isEqualTo("timer");
    assertThat(pay.get("n").toString()).isEqualTo("[0,20,20,0,0,0]");
    assertThat(pay.at("/mean/1").asDouble()).isEqualTo(0.25);
    assertThat(shown("pay_seconds_bucket").get("series_total").asInt()).isZero();
    assertThat(mean("pay_seconds_count").get(1)).isEqualTo("2.0");
    assertThat(authorization).isEqualTo("Bearer secret-of-the-target");
    assertThat(pitwall.engine().intake().refusals().byReason())
        .containsOnly(Map.entry("not_a_number", 3L));
  }

  @Test
  void theOlderFormatAndItsTimesAreStored() throws Exception {
    type = "text/plain; version=0.0.4; charset=utf-8";
    page = "# TYPE load gauge\nload 3 " + (RunningPitwall.START.toEpochMilli() + 20_000) + "\n";

    scraper().scrape();

    assertThat(mean("load")).containsExactly("null", "null", "3.0", "null", "null", "null");
  }

  @Test
  void aSeriesThatIsGoneHasNoLatestValue() throws Exception {
    TargetScraper scraper = scraper();
    page = "a 1\nb 2\n# EOF\n";
    scraper.scrape();
    assertThat(latest("a")).containsExactly(1.0);

    page = "b 3\n# EOF\n";
    clock.advance(Duration.ofSeconds(10));
    scraper.scrape();
    assertThat(latest("a")).isEmpty();
    assertThat(latest("b")).containsExactly(3.0);

    status = 500;
    clock.advance(Duration.ofSeconds(10));
    scraper.scrape();
    assertThat(latest("b")).isEmpty();
    assertThat(latest("up")).containsExactly(0.0);
  }

  @Test
  void aPageThatCannotBeReadIsStoredNotAtAll() throws Exception {
    TargetScraper scraper = scraper();
    record Fault(String page, String type, int status, String encoding) {}
    List<Fault> faults =
        List.of(
            new Fault("a 1\n", OPEN_METRICS, 200, ""),
            new Fault("a 1\n<html>\n", "text/html", 200, ""),
            new Fault("a 1\n# EOF\n", OPEN_METRICS, 404, ""),
            new Fault("a 1\n# EOF\n", OPEN_METRICS, 200, "br"),
            new Fault("a 1\n".repeat(101), "text/plain", 200, ""));
    for (Fault fault : faults) {
      page = fault.page;
      type = fault.type;
      status = fault.status;
      encoding = fault.encoding;
      scraper.scrape();
      clock.advance(Duration.ofSeconds(10));
    }

    assertThat(shown("a").get("series_total").asInt()).isZero();
    assertThat(mean("up").subList(0, 5)).containsOnly("0.0");
    assertThat(pitwall.engine().intake().refusals().byReason())
        .containsOnly(Map.entry("scrape", 5L));

    page = "a 1\n";
    type = "text/plain";
    status = 200;
    encoding = "";
    scraper.scrape();
    assertThat(latest("a")).containsExactly(1.0);
    assertThat(latest("up")).containsExactly(1.0);
  }

  @Test
  void aTargetThatIsTooSlowIsDown() throws Exception {
    page = "a 1\n# EOF\n";
    delay = Duration.ofSeconds(20);

    new TargetScraper(
            target(Duration.ofSeconds(10), Duration.ofMillis(300)),
            client,
            pitwall.engine().intake(),
            clock)
        .scrape();

    assertThat(latest("up")).containsExactly(0.0);
    assertThat(latest("a")).isEmpty();
  }

  @Test
  void configuredTargetsAreScrapedAtTheirInterval() {
    page = "a 1\n# EOF\n";
    pitwall.close();
    ScrapeTarget every = target(Duration.ofSeconds(1), Duration.ofSeconds(1));

    try (Application application =
        Application.start(
            RunningPitwall.config(folder.resolve("own"), false).scraping(every), Clock.system())) {
      await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() >= 3);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(application.engine().latest().of("a"))
                      .extracting(Sample::value)
                      .containsExactly(1.0));
    }
    int last = asked.get();
    assertThat(Scraper.offsetNanos(every)).isBetween(0L, 999_999_999L);
    assertThat(asked.get()).as("closed").isEqualTo(last);
  }
}
