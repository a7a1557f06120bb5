package io.pitwall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.pitwall.model.time.ManualClock;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import io.pitwall.server.config.PitwallConfig;
import io.pitwall.server.notify.ChannelSettings;
import io.pitwall.server.notify.Receiver;
import io.pitwall.server.notify.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a value beyond its limit to the body that a receiver gets, through the whole program. */
@Timeout(120)
class NotificationsIT {
  private static final String API = RunningPitwall.API;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private HttpServer receiver;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status == 200) {
              bodies.add(body);
            }
            exchange.sendResponseHeaders(status, -1);
          }
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private PitwallConfig config() {
    PitwallConfig standard = RunningPitwall.config(folder, false);
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort();
    return standard.with(
        standard
            .notifications()
            .to(
                ChannelSettings.of(
                    "hook",
                    new Receiver.Webhook(
                        new Secret(url + "/hidden-path"),
                        Optional.of(new Secret("hidden-key")),
                        Optional.empty())),
                ChannelSettings.of("chat", new Receiver.Slack(new Secret(url + "/hidden-path")))));
  }

  private RunningPitwall start() {
    return RunningPitwall.start(
        config(), new ManualClock(RunningPitwall.micros(RunningPitwall.START)));
  }

  private static void fire(RunningPitwall pitwall) {
    pitwall.put(API + "/thresholds", "{\"depth\": {\"high\": 1}}");
    pitwall.post(
        API + "/metrics",
        "{\"name\": \"depth\", \"value\": 5, \"metric_type\": \"gauge\", \"tags\": {\"agent_id\": \"a\"}}");
    for (int i = 0; i < 4; i++) {
      pitwall.roundAfter(Duration.ofSeconds(5));
    }
  }

  @Test
  void anAlertReachesItsReceiversAndIsSeenToHaveDone() {
    try (RunningPitwall pitwall = start()) {
      fire(pitwall);
      await().until(() -> bodies.size() == 2);
      JsonNode hook =
          bodies.stream()
              .map(JSON::readTree)
              .filter(body -> body.has("groupKey"))
              .findFirst()
              .orElseThrow();
      assertThat(hook.at("/groupLabels/cause").asString()).isEqualTo("agent:a");
      assertThat(hook.at("/alerts/0/labels/agent_id").asString()).isEqualTo("a");

      await()
          .until(
              () ->
                  pitwall.get(API + "/notifications?state=delivered").at("/notifications").size()
                      == 2);
      Answer page = pitwall.get(API + "/notifications?channel=hook&limit=1");
      assertThat(page.at("/notifications/0/kind").asString()).isEqualTo("firing");
      assertThat(page.at("/notifications/0/detail").asString()).isEqualTo("Answered 200");
      assertThat(page.at("/next_cursor").isNull()).isTrue();
      Answer first = pitwall.get(API + "/notifications?limit=1");
      Answer second =
          pitwall.get(API + "/notifications?limit=1&cursor=" + first.at("/next_cursor").asString());
      assertThat(second.at("/notifications/0/id").asString())
          .isNotEqualTo(first.at("/notifications/0/id").asString());

      Answer channels = pitwall.get(API + "/channels");
      assertThat(channels.at("/channels/0/notifications/delivered").asInt()).isEqualTo(1);
      assertThat(channels.at("/channels/0/target").asString()).startsWith("http://127.0.0.1:");
      assertThat(channels.text() + page.text() + pitwall.get("/metrics").text())
          .doesNotContain("hidden");
      assertThat(config().toString()).doesNotContain("hidden-");
    }
  }

  @Test
  void whatIsRefusedCanBeSentAgainByHand() {
    try (RunningPitwall pitwall = start()) {
      status = 400;
      fire(pitwall);
      await()
          .until(
              () ->
                  pitwall.get(API + "/notifications?state=dead").at("/notifications").size() == 2);
      String id =
          pitwall.get(API + "/notifications?channel=hook").at("/notifications/0/id").asString();
      status = 200;
      Answer again = pitwall.post(API + "/notifications/" + id + "/resend", "");
      assertThat(again.status()).as(again.text()).isEqualTo(200);
      assertThat(again.at("/notification/state").asString()).isEqualTo("pending");
      await().until(() -> bodies.size() == 1);
      await()
          .until(
              () ->
                  pitwall
                      .get(API + "/notifications?channel=hook")
                      .at("/notifications/0/state")
                      .asString()
                      .equals("delivered"));

      assertThat(pitwall.post(API + "/notifications/none/resend", "").status()).isEqualTo(404);
      assertThat(pitwall.get(API + "/notifications?state=lost").status()).isEqualTo(422);
    }
  }

  @Test
  void aChannelCanBeTriedOut() {
    try (RunningPitwall pitwall = start()) {
      Answer good = pitwall.post(API + "/notifications/test", "{\"channel\": \"chat\"}");
      assertThat(good.at("/delivered").asBoolean()).as(good.text()).isTrue();
      assertThat(bodies.getFirst()).contains("test by").contains("nothing is wrong");

      status = 403;
      Answer bad = pitwall.post(API + "/notifications/test", "{\"channel\": \"chat\"}");
      assertThat(bad.status()).isEqualTo(200);
      assertThat(bad.at("/delivered").asBoolean()).isFalse();
      assertThat(bad.at("/detail").asString()).isEqualTo("Answered 403");

      assertThat(pitwall.post(API + "/notifications/test", "{\"channel\": \"none\"}").status())
          .isEqualTo(422);
      assertThat(pitwall.post(API + "/notifications/test", "{}").status()).isEqualTo(422);
    }
  }

  @Test
  void anAlertThatIsOverIsToldSoAfterARestart() {
    String key;
    try (RunningPitwall pitwall = start()) {
      fire(pitwall);
      await().until(() -> bodies.size() == 2);
      key =
          pitwall
              .get(API + "/notifications?channel=hook")
              .at("/notifications/0/dedup_key")
              .asString();
    }
    try (RunningPitwall pitwall =
        RunningPitwall.start(
            config(),
            new ManualClock(
                RunningPitwall.micros(RunningPitwall.START.plus(Duration.ofMinutes(9)))))) {
      pitwall.put(API + "/thresholds", "{}");
      pitwall.roundAfter(Duration.ofMinutes(6));
      pitwall.roundAfter(Duration.ofMinutes(6));
      await().until(() -> bodies.size() == 4);
      JsonNode last = pitwall.get(API + "/notifications?channel=hook").at("/notifications/0");
      assertThat(last.at("/kind").asString()).isEqualTo("resolved");
      assertThat(last.at("/dedup_key").asString()).isEqualTo(key);
    }
  }
}
