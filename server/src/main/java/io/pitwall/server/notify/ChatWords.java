package io.pitwall.server.notify;

import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Notifications as messages of chats.
 *
 * <p>Slack: <a
 * href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">incoming web
 * hooks</a> with <a href="https://docs.slack.dev/reference/block-kit/blocks/section-block">section
 * blocks</a>, whose text is bounded by 3,000 characters; {@code &}, {@code <} and {@code >} are <a
 * href="https://docs.slack.dev/messaging/formatting-message-text">escaped</a>.
 *
 * <p>Microsoft Teams: an adaptive card in a message, as the <a
 * href="https://support.microsoft.com/office/8ae491c7-0394-4861-ba59-055e33f75498">workflow "Post
 * to a channel when a webhook request is received"</a> takes it, and Alertmanager's {@code
 * msteamsv2} sends it; bounded by <a
 * href="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook">28
 * KB</a>.
 */
final class ChatWords {
  private static final int SLACK_SECTION = 2_900;
  private static final int TEAMS_TEXT = 6_000;

  /** What an incoming web hook of Slack takes. */
  static Map<String, Object> slack(Notification notification, Links links) {
    String title = slackEscaped(notification.title());
    List<Object> blocks = new ArrayList<>();
    blocks.add(section(sign(notification) + " *" + title + "*"));
    blocks.add(
        section(
            String.join(
                "\n",
                NotificationText.lines(notification, ChatWords::slackEscaped, SLACK_SECTION))));
    links
        .alerts()
        .ifPresent(
            url ->
                blocks.add(
                    Json.object(
                        "type",
                        "context",
                        "elements",
                        List.of(Json.object("type", "mrkdwn", "text", "<" + url + "|Pitwall>")))));
    return Json.object("text", title, "blocks", blocks);
  }

  private static Map<String, Object> section(String text) {
    return Json.object("type", "section", "text", Json.object("type", "mrkdwn", "text", text));
  }

  private static String slackEscaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** What a workflow of Microsoft Teams takes. */
  static Map<String, Object> teams(Notification notification, Links links) {
    List<Object> body = new ArrayList<>();
    body.add(
        Json.object(
            "type",
            "TextBlock",
            "size",
            "Large",
            "weight",
            "Bolder",
            "wrap",
            true,
            "color",
            colour(notification),
            "text",
            teamsEscaped(notification.title())));
    for (String line : NotificationText.lines(notification, UnaryOperator.identity(), TEAMS_TEXT)) {
      body.add(Json.object("type", "TextBlock", "wrap", true, "text", teamsEscaped(line)));
    }
    Object actions =
        links
            .alerts()
            .<Object>map(
                url ->
                    List.of(Json.object("type", "Action.OpenUrl", "title", "Pitwall", "url", url)))
            .orElse(null);
    Map<String, Object> card =
        Json.object(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "msteams",
            Json.object("width", "Full"),
            "body",
            body,
            "actions",
            actions);
    return Json.object(
        "type",
        "message",
        "attachments",
        List.of(
            Json.object(
                "contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
  }

  /** Cards know a little Markdown, in which a link could say another address than it has. */
  private static String teamsEscaped(String text) {
    return text.replaceAll("([\\\\\\[\\]*_`])", "\\\\$1");
  }

  private static String colour(Notification notification) {
    if (notification.ends()) {
      return "Good";
    }
    return notification.severity().compareTo(Severity.HIGH) >= 0 ? "Attention" : "Warning";
  }

  private static String sign(Notification notification) {
    if (notification.ends()) {
      return ":white_check_mark:";
    }
    return switch (notification.severity()) {
      case CRITICAL -> ":rotating_light:";
      case HIGH -> ":red_circle:";
      case MEDIUM -> ":large_orange_circle:";
      case LOW -> ":large_blue_circle:";
    };
  }

  private ChatWords() {}
}
