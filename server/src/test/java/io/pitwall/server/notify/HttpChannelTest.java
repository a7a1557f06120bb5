package io.pitwall.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.notify.Channel;
import io.pitwall.engine.notify.Delivery;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.time.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What receivers are sent, and what is made of their answers. */
@Timeout(60)
class HttpChannelTest {
  private static final Secret KEY = new Secret("0123456789abcdef");

  private final ManualClock clock = new ManualClock(Messages.START);
  private HookReceiver receiver;
  private final List<Channels> opened = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    receiver = new HookReceiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
    opened.forEach(Channels::close);
  }

  private Channel channel(Receiver to) {
    return channel(new ChannelSettings("test", to, 60, Duration.ofMillis(700), true, false));
  }

  private Channel channel(ChannelSettings settings) {
    Channels channels = Channels.open(List.of(settings), "https://pitwall.example", clock);
    opened.add(channels);
    return channels.all().getFirst();
  }

  private Secret url(String path) {
    return new Secret(receiver.url() + path);
  }

  private Channel hook() {
    return channel(new Receiver.Webhook(url("/hook"), Optional.of(KEY), Optional.of(KEY)));
  }

  private JsonNode sent(Channel channel, Notification notification) throws Exception {
    assertThat(channel.deliver(notification)).isInstanceOf(Delivery.Delivered.class);
    return receiver.received().getLast().json();
  }

  @Test
  void aWebHookGetsTheBodyOfAlertmanagerSigned() throws Exception {
    JsonNode body = sent(hook(), Messages.firing());

    assertThat(body.at("/version").asString()).isEqualTo("4");
    assertThat(body.at("/status").asString()).isEqualTo("firing");
    assertThat(body.at("/groupKey").asString()).isEqualTo("{}:{cause=\"agent:planner\"}");
    assertThat(body.at("/truncatedAlerts").asInt()).isZero();
    assertThat(body.at("/externalURL").asString()).isEqualTo("https://pitwall.example");
    assertThat(body.at("/commonLabels/agent_id").asString()).isEqualTo("planner");
    JsonNode alert = body.at("/alerts/0");
    assertThat(alert.at("/labels").propertyNames())
        .containsExactlyInAnyOrder("alertname", "agent_id", "severity", "cause");
    assertThat(alert.at("/startsAt").asString()).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(alert.at("/endsAt").asString()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(alert.at("/fingerprint").asString()).hasSize(16);
    assertThat(alert.at("/annotations/runs").asString())
        .isEqualTo("https://pitwall.example/runs/" + Messages.TRACE);

    HookReceiver.Received received = receiver.received().getFirst();
    assertThat(received.header("webhook-id")).isEqualTo(Messages.firing().id());
    assertThat(received.header("pitwall-dedup-key")).isEqualTo("pitwall-abc-1");
    assertThat(received.header("authorization")).isEqualTo("Bearer 0123456789abcdef");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed =
        received.header("webhook-id")
            + "."
            + received.header("webhook-timestamp")
            + "."
            + received.body();
    assertThat(received.header("webhook-signature"))
        .isEqualTo(
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void signaturesAreThoseOfTheStandard() {
    // The example of the libraries of Standard Webhooks.
    assertThat(
            Signature.of(
                new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330L,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void whatIsSentAgainIsTheSame() throws Exception {
    Channel hook = hook();
    sent(hook, Messages.firing());
    clock.advance(Duration.ofMinutes(3));
    sent(hook, Messages.firing());

    assertThat(receiver.received().get(0).body()).isEqualTo(receiver.received().get(1).body());
    assertThat(receiver.received())
        .extracting(r -> r.header("webhook-id"))
        .containsOnly(Messages.firing().id());
  }

  @Test
  void pagerDutyGetsAnEventForEachStepUnderOneKey() throws Exception {
    Channel pager = channel(new Receiver.PagerDuty(url("/v2/enqueue"), KEY));
    JsonNode trigger = sent(pager, Messages.firing());
    assertThat(trigger.at("/routing_key").asString()).isEqualTo(KEY.value());
    assertThat(trigger.at("/event_action").asString()).isEqualTo("trigger");
    assertThat(trigger.at("/payload/severity").asString()).isEqualTo("error");
    assertThat(trigger.at("/payload/source").asString()).isEqualTo("agent:planner");
    assertThat(trigger.at("/payload/summary").asString()).startsWith("[HIGH] slow");
    JsonNode resolve = sent(pager, Messages.resolved());
    assertThat(resolve.at("/event_action").asString()).isEqualTo("resolve");
    assertThat(resolve.at("/dedup_key")).isEqualTo(trigger.at("/dedup_key"));

    assertThat(sent(pager, Messages.storm()).toString()).hasSizeLessThan(512_000);
  }

  @Test
  void opsgenieOpensAndClosesByAlias() throws Exception {
    Channel opsgenie = channel(new Receiver.Opsgenie(url(""), KEY));
    JsonNode created = sent(opsgenie, Messages.firing());
    assertThat(receiver.received().getLast().path()).isEqualTo("/v2/alerts");
    assertThat(receiver.received().getLast().header("authorization"))
        .isEqualTo("GenieKey " + KEY.value());
    assertThat(created.at("/alias").asString()).isEqualTo("pitwall-abc-1");
    assertThat(created.at("/priority").asString()).isEqualTo("P2");

    sent(opsgenie, Messages.resolved());
    assertThat(receiver.received().getLast().path())
        .isEqualTo("/v2/alerts/pitwall-abc-1/close?identifierType=alias");

    JsonNode storm = sent(opsgenie, Messages.storm());
    assertThat(storm.at("/message").asString()).hasSizeLessThanOrEqualTo(130);
    assertThat(storm.at("/description").asString())
        .hasSizeLessThanOrEqualTo(15_000)
        .containsPattern("and 9,9\\d\\d more");
  }

  @Test
  void slackGetsEscapedTextWithinItsBounds() throws Exception {
    Channel slack = channel(new Receiver.Slack(url("/services/T0/B0/x")));
    JsonNode message = sent(slack, Messages.firing());
    assertThat(message.at("/text").asString()).isEqualTo("[HIGH] slow &lt;b&gt; &amp; *co*");
    assertThat(message.at("/blocks/1/text/text").asString()).contains("of &lt;planner&gt; is");

    JsonNode storm = sent(slack, Messages.storm());
    for (JsonNode block : storm.at("/blocks")) {
      assertThat(block.at("/text/text").asString("")).hasSizeLessThanOrEqualTo(3_000);
    }
    assertThat(storm.toString()).contains("more");
  }

  @Test
  void teamsGetsACardWithinItsBounds() throws Exception {
    Channel teams = channel(new Receiver.Teams(url("/workflows/x?sig=y")));
    JsonNode message = sent(teams, Messages.firing());
    assertThat(message.at("/type").asString()).isEqualTo("message");
    assertThat(message.at("/attachments/0/contentType").asString())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(message.at("/attachments/0/content/body/0/text").asString()).contains("\\*co\\*");
    assertThat(message.at("/attachments/0/content/body/0/color").asString()).isEqualTo("Attention");

    sent(teams, Messages.storm());
    assertThat(receiver.received().getLast().body().getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(28_000);
  }

  @Test
  void aTemplateIsFilledInAndOneThatFailsGivesWayToPlainText() throws Exception {
    Template good =
        new Template(
            "{\"t\": \"{{title}}\", \"who\": \"{{label.cause}}\", \"a\": [{{#alerts}}\"{{rule}}:"
                + " {{summary}}\",{{/alerts}} \"{{^resolved}}fires{{/resolved}}\"]}");
    Channel custom =
        channel(new Receiver.Custom(url("/x"), good, "application/json", Optional.empty()));
    JsonNode body = sent(custom, Messages.firing());
    assertThat(body.at("/t").asString()).isEqualTo(Messages.firing().title());
    assertThat(body.at("/who").asString()).isEqualTo("agent:planner");
    assertThat(body.at("/a/0").asString()).contains("is \"2.5\" & beyond");
    assertThat(body.at("/a/1").asString()).isEqualTo("fires");
    assertThat(custom.counts()).containsEntry("failed_templates", 0L);

    for (String wrong :
        List.of(
            "{\"t\": \"{{titel}}\"}",
            "{\"t\": {{title}}}",
            "{{#alerts}} and no end",
            "{{/alerts}}",
            "{{#alerts}}" + "long ".repeat(5_000) + "{{/alerts}}")) {
      Channel broken =
          channel(
              new Receiver.Custom(
                  url("/x"), new Template(wrong), "application/json", Optional.empty()));
      assertThat(sent(broken, Messages.storm()).at("/text").asString())
          .as(wrong.substring(0, 11))
          .startsWith("[HIGH] slow")
          .contains("more");
      assertThat(broken.counts()).containsEntry("failed_templates", 1L);
    }
    assertThat(
            new Template("a\n{{titel}}")
                .fill(Messages.firing(), new Links(""), false)
                .fault()
                .orElseThrow())
        .contains("line 2, column 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 404, 401, 408})
  void whatMayGetBetterIsTriedAgain(int status) throws Exception {
    receiver.answering(status, "sorry\nnot now");
    assertThat(hook().deliver(Messages.firing()))
        .isEqualTo(new Delivery.Failed("Answered " + status + ": sorry not now"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 410, 413, 422})
  void whatWillNotGetBetterIsRefused(int status) throws Exception {
    receiver.answering(status, "");
    assertThat(hook().deliver(Messages.firing())).isInstanceOf(Delivery.Refused.class);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    receiver.answering(307, "", "Location", "http://169.254.169.254/latest/meta-data");
    Delivery delivery = hook().deliver(Messages.firing());

    assertThat(delivery).isInstanceOf(Delivery.Refused.class);
    assertThat(delivery.detail()).contains("307").contains("not followed");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void patienceThatIsAskedForIsUnderstoodInSecondsAndAsADate() throws Exception {
    receiver.answering(429, "", "Retry-After", "17");
    assertThat(hook().deliver(Messages.firing()))
        .isEqualTo(new Delivery.Failed("Answered 429", Optional.of(Duration.ofSeconds(17))));

    receiver.answering(503, "", "Retry-After", "Mon, 02 Mar 2026 12:01:30 GMT");
    assertThat(hook().deliver(Messages.firing()))
        .isEqualTo(new Delivery.Failed("Answered 503", Optional.of(Duration.ofSeconds(90))));

    receiver.answering(503, "", "Retry-After", "soon");
    assertThat(hook().deliver(Messages.firing())).isEqualTo(new Delivery.Failed("Answered 503"));
  }

  @Test
  void aReceiverThatHangsIsLeftAfterTheTimeout() throws Exception {
    receiver.answering(
        exchange -> {
          try {
            Thread.sleep(Duration.ofSeconds(30));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    long started = System.nanoTime();
    assertThat(hook().deliver(Messages.firing()).detail()).contains("No answer within 700 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void anEndlessAnswerIsLeftAfterItsBeginning() throws Exception {
    receiver.answering(
        exchange -> {
          exchange.sendResponseHeaders(500, 0);
          byte[] much = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 1_000; i++) {
            exchange.getResponseBody().write(much);
          }
        });
    Delivery delivery = hook().deliver(Messages.firing());
    assertThat(delivery).isInstanceOf(Delivery.Failed.class);
    assertThat(delivery.detail()).hasSizeLessThan(400);
  }

  @Test
  void nobodyThereIsTriedAgainAndTellsNoSecret() throws Exception {
    String gone = receiver.url();
    receiver.close();
    Channel slack = channel(new Receiver.Slack(new Secret(gone + "/services/TOPSECRET")));
    Delivery delivery = slack.deliver(Messages.firing());

    assertThat(delivery).isInstanceOf(Delivery.Failed.class);
    assertThat(delivery.detail() + slack.target() + slack).doesNotContain("TOPSECRET");
    assertThat(opened.getLast().all().toString()).doesNotContain("TOPSECRET");
    assertThat(new Receiver.Slack(new Secret("TOPSECRET")).toString()).doesNotContain("TOPSECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://2852039166/",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fd00:ec2::254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://100.100.100.200/",
        "http://0.0.0.0/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "hooks.example/x",
        "http:///x",
        "http://ann:s3cr3t@hooks.example/",
        "http://a b/",
      })
  void addressesThatAreRefused(String url) {
    assertThatThrownBy(() -> Addresses.check(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void aLinkLocalAddressIsRefusedWhenItIsUsedUnlessAllowed() throws Exception {
    Receiver hook =
        new Receiver.Webhook(
            new Secret("http://169.254.254.254:9/"), Optional.empty(), Optional.empty());
    Delivery refused = channel(ChannelSettings.of("test", hook)).deliver(Messages.firing());
    assertThat(refused).isInstanceOf(Delivery.Refused.class);
    assertThat(refused.detail()).contains("allow-link-local");

    Addresses.check("http://169.254.254.254:9/", true);
    assertThat(
            channel(new ChannelSettings("test", hook, 1, Duration.ofMillis(200), true, true))
                .deliver(Messages.firing()))
        .isInstanceOf(Delivery.Failed.class);
  }
}
