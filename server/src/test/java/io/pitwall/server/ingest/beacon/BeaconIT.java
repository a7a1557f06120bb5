package io.pitwall.server.ingest.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.time.ManualClock;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import io.pitwall.server.config.AuthConfig;
import io.pitwall.server.config.FrontendConfig;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.AccessToken;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Web vitals from pages, as {@code navigator.sendBeacon} sends them. */
class BeaconIT {
  private static final String BEACON = RunningPitwall.API + "/frontend/beacon";
  private static final String TOKEN = "0123456789abcdef";
  private static final int MOST = 30;

  @TempDir Path folder;
  private RunningPitwall pitwall;

  @BeforeEach
  void start() {
    pitwall =
        RunningPitwall.start(
            RunningPitwall.config(folder, false)
                .with(
                    new AuthConfig(
                        List.of(new AccessToken("all", TOKEN, Set.of(Access.READ, Access.INGEST)))))
                .with(
                    new FrontendConfig(List.of("shop-key"), List.of("https://shop.example"), MOST)),
            new ManualClock(RunningPitwall.micros(RunningPitwall.START)));
  }

  @AfterEach
  void stop() {
    pitwall.close();
  }

  private Answer beacon(String query, String body, String... headers) {
    HttpRequest.Builder request =
        pitwall
            .request(BEACON + query)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return pitwall.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String body(String page, String vitals) {
    return "{\"page\": \"%s\", \"app\": \"shop\", \"vitals\": {%s}}".formatted(page, vitals);
  }

  private JsonNode pages(String query) {
    Answer answer =
        pitwall.send(
            pitwall
                .request(RunningPitwall.API + "/frontend" + query)
                .header("Authorization", "Bearer " + TOKEN)
                .GET());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void vitalsAreKeptByTemplateWithTheirSharesAndThe75thPercentile() {
    int[] lcp = {1_000, 2_000, 2_400, 3_000, 3_500, 6_000, 1_500, 1_800};
    for (int i = 0; i < lcp.length; i++) {
      Answer answer =
          beacon(
              "?key=shop-key",
              body("/orders/" + (8_000 + i) + "?q=secret", "\"LCP\": " + lcp[i] + ", \"CLS\": 0"));
      assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }
    beacon("?key=shop-key", body("/about", "\"TTFB\": 900.5"));

    JsonNode answer = pages("");

    assertThat(answer.get("total").asInt()).isEqualTo(2);
    JsonNode orders = answer.at("/pages/0");
    assertThat(orders.get("page").asString()).isEqualTo("/orders/{id}");
    assertThat(orders.get("app").asString()).isEqualTo("shop");
    assertThat(orders.get("views").asInt()).isEqualTo(8);
    JsonNode vital = orders.at("/vitals/lcp");
    assertThat(vital.get("count").asInt()).isEqualTo(8);
    assertThat(vital.get("p75").asDouble()).isCloseTo(3_000, within(60.0));
    assertThat(vital.get("good").asDouble()).isEqualTo(5 / 8.0);
    assertThat(vital.get("needs_improvement").asDouble()).isEqualTo(2 / 8.0);
    assertThat(vital.get("poor").asDouble()).isEqualTo(1 / 8.0);
    assertThat(vital.get("rating").asString()).isEqualTo("needs_improvement");
    assertThat(orders.at("/vitals/cls/good").asDouble()).isEqualTo(1);
    assertThat(orders.at("/vitals/inp").isNull()).isTrue();
    assertThat(pages("?sort=ttfb").at("/pages/0/page").asString()).isEqualTo("/about");
    assertThat(answer.toString()).doesNotContain("secret");
  }

  @Test
  void withoutATokenOrASiteKeyNothingIsTaken() {
    String body = body("/", "\"LCP\": 1");

    assertThat(beacon("", body).status()).isEqualTo(401);
    assertThat(beacon("?key=guessed", body).status()).isEqualTo(401);
    assertThat(beacon("", body, "Authorization", "Bearer " + TOKEN).status()).isEqualTo(204);
    assertThat(pages("").at("/pages/0/views").asInt()).isEqualTo(1);
  }

  @Test
  void pagesOfConfiguredOriginsMaySendAndOthersMayNot() {
    String body = body("/", "\"LCP\": 1");

    Answer known = beacon("?key=shop-key", body, "Origin", "https://shop.example");
    assertThat(known.status()).isEqualTo(204);
    assertThat(known.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://shop.example");
    assertThat(beacon("?key=shop-key", body, "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(pages("").at("/pages/0/views").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"page\": \"/\", \"vitals\": {}}                         | 422 | vitals",
        "{\"page\": \"/\", \"vitals\": {\"LCP\": -1}}              | 422 | vitals.LCP",
        "{\"page\": \"/\", \"vitals\": {\"LCP\": null}}            | 422 | vitals.LCP",
        "{\"page\": \"/\", \"vitals\": {\"LCP\": 1e9}}             | 422 | vitals.LCP",
        "{\"page\": \"/\", \"vitals\": {\"lcp\": 1}}               | 422 | vitals.lcp",
        "{\"page\": \"/\", \"vitals\": {\"LCP\": \"x\"}}           | 422 | vitals",
        "{\"vitals\": {\"LCP\": 1}}                                | 422 | page",
        "{\"page\": \"/\", \"vitals\": {\"LCP\": 1}, \"more\": 1}  | 422 | more",
        "{\"page\":                                                | 400 | JSON",
        "hello                                                     | 400 | JSON",
      })
  void badInputIsNamedAndNotStored(String body, int status, String named) {
    Answer answer = beacon("?key=shop-key", body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).contains(named);
    assertThat(pages("").get("total").asInt()).isZero();
  }

  @Test
  void whatIsTooLargeOrOfAnotherTypeOrTooOftenIsRefused() {
    assertThat(beacon("?key=shop-key", body("/" + "x".repeat(5_000), "\"LCP\": 1")).status())
        .isEqualTo(413);
    assertThat(
            pitwall
                .send(
                    pitwall
                        .request(BEACON + "?key=shop-key")
                        .header("Content-Type", "text/html")
                        .POST(HttpRequest.BodyPublishers.ofString(body("/", "\"LCP\": 1"))))
                .status())
        .isEqualTo(415);
    int refused = 0;
    for (int i = 0; i < MOST + 5; i++) {
      Answer answer = beacon("?key=shop-key", body("/", "\"LCP\": 1"));
      if (answer.status() == 429) {
        refused++;
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
    }
    assertThat(refused).isBetween(5, 7);
    assertThat(pages("").at("/pages/0/views").asInt()).isEqualTo(MOST + 5 - refused);
  }

  @Test
  void theScriptIsOpenToEveryPageAndSaysWhoseItIs() {
    Answer script = pitwall.get(RunningPitwall.API + "/beacon.js");

    assertThat(script.status()).isEqualTo(200);
    assertThat(script.headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
    assertThat(script.headers().firstValue("Cross-Origin-Resource-Policy"))
        .hasValue("cross-origin");
    assertThat(script.text())
        .startsWith("/*! web-vitals, Copyright 2020 Google LLC, Apache License 2.0")
        .contains("navigator.sendBeacon", "onLCP")
        .doesNotContain("sourceMappingURL", "eval(");
    assertThat(script.text().length()).isLessThan(12_000);
  }
}
