package io.pitwall.server.notify;

import io.pitwall.engine.notify.Channel;
import io.pitwall.engine.notify.Delivery;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.time.Clock;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A receiver that is spoken to by HTTP. */
final class HttpChannel implements Channel {
  /** Tells receivers of web hooks which messages belong together. */
  static final String DEDUP_KEY = "pitwall-dedup-key";

  private final ChannelSettings settings;
  private final URI uri;
  private final HttpSender sender;
  private final Links links;
  private final Clock clock;
  private final LongAdder failedTemplates = new LongAdder();

  HttpChannel(ChannelSettings settings, URI uri, HttpSender sender, Links links, Clock clock) {
    this.settings = settings;
    this.uri = uri;
    this.sender = sender;
    this.links = links;
    this.clock = clock;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String type() {
    return settings.receiver().type();
  }

  /** The path may be a secret, the host is none. */
  @Override
  public String target() {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  @Override
  public int perMinute() {
    return settings.perMinute();
  }

  @Override
  public boolean tellsResolved() {
    return settings.sendResolved();
  }

  @Override
  public Map<String, Long> counts() {
    return settings.receiver() instanceof Receiver.Custom
        ? Map.of("failed_templates", failedTemplates.sum())
        : Map.of();
  }

  @Override
  public Delivery deliver(Notification notification) throws InterruptedException {
    return sender.send(call(notification), settings.timeout(), settings.linkLocalAllowed());
  }

  private HttpCall call(Notification notification) {
    return switch (settings.receiver()) {
      case Receiver.Webhook hook ->
          signed(
              HttpCall.json(uri, AlertmanagerWords.webhook(notification, links)),
              notification,
              hook.signingKey(),
              hook.bearerToken());
      case Receiver.Alertmanager manager ->
          bearing(
              HttpCall.json(
                  below("/api/v2/alerts"),
                  AlertmanagerWords.postable(
                      notification, links, manager.forgetAfter().toNanos() / 1_000)),
              manager.bearerToken());
      case Receiver.Slack slack -> HttpCall.json(uri, ChatWords.slack(notification, links));
      case Receiver.Teams teams -> HttpCall.json(uri, ChatWords.teams(notification, links));
      case Receiver.PagerDuty pager ->
          HttpCall.json(uri, PagerWords.pagerDuty(notification, pager.routingKey(), links));
      case Receiver.Opsgenie opsgenie ->
          opsgenie(notification).with("Authorization", "GenieKey " + opsgenie.apiKey().value());
      case Receiver.Custom custom ->
          signed(
              filled(custom, notification), notification, Optional.empty(), custom.bearerToken());
      case Receiver.Email email ->
          throw new IllegalStateException("Expected a receiver by HTTP, but got one by mail");
    };
  }

  private HttpCall opsgenie(Notification notification) {
    return notification.ends()
        ? HttpCall.json(
            below("/v2/alerts/" + notification.dedupKey() + "/close?identifierType=alias"),
            PagerWords.opsgenieClose(notification))
        : HttpCall.json(below("/v2/alerts"), PagerWords.opsgenie(notification, links));
  }

  /** A template that fails must not keep an alert from people: they get the plain text then. */
  private HttpCall filled(Receiver.Custom custom, Notification notification) {
    boolean json = custom.contentType().contains("json");
    Template.Filled filled = custom.template().fill(notification, links, json);
    if (filled.fault().isEmpty() && (!json || Json.isValid(filled.text()))) {
      return new HttpCall(uri, Map.of(), custom.contentType(), filled.text());
    }
    failedTemplates.increment();
    String plain = NotificationText.whole(notification, links, Template.LONGEST);
    return json
        ? new HttpCall(uri, Map.of(), custom.contentType(), Json.text(Json.object("text", plain)))
        : new HttpCall(uri, Map.of(), custom.contentType(), plain);
  }

  private HttpCall signed(
      HttpCall call,
      Notification notification,
      Optional<Secret> signingKey,
      Optional<Secret> bearerToken) {
    long seconds = Math.floorDiv(clock.nowMicros(), 1_000_000L);
    HttpCall named =
        bearing(call, bearerToken)
            .with(Signature.ID, notification.id())
            .with(Signature.TIMESTAMP, Long.toString(seconds))
            .with(DEDUP_KEY, notification.dedupKey());
    return signingKey
        .map(
            key ->
                named.with(
                    Signature.SIGNATURE,
                    Signature.of(key, notification.id(), seconds, call.body())))
        .orElse(named);
  }

  private static HttpCall bearing(HttpCall call, Optional<Secret> token) {
    return token.map(secret -> call.with("Authorization", "Bearer " + secret.value())).orElse(call);
  }

  private URI below(String path) {
    String base = uri.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
