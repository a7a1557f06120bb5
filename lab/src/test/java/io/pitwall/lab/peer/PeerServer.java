package io.pitwall.lab.peer;

import static org.awaitility.Awaitility.await;

import io.pitwall.lab.send.HttpCaller;
import io.pitwall.lab.send.SendException;
import io.pitwall.server.app.Application;
import io.pitwall.server.config.PitwallConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real server on a free port, asked by HTTP. */
final class PeerServer implements AutoCloseable {
  private static final String API = "/api/performance";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Application server;
  private final HttpCaller http;

  PeerServer(Path folder) {
    PitwallConfig standard = PitwallConfig.DEFAULT;
    server = Application.start(standard.in(folder).with(standard.server().onlyPort(0)));
    http = new HttpCaller(URI.create(server.url()));
  }

  String url() {
    return server.url();
  }

  /** The spans of a trace as soon as there are that many. */
  List<JsonNode> spans(String trace, int count) {
    return when(API + "/runs/" + trace + "/spans", answer -> answer.get("spans").size() == count)
        .get("spans")
        .valueStream()
        .toList();
  }

  JsonNode run(String trace) {
    return when(API + "/runs/" + trace, answer -> true).get("run");
  }

  /** An answer of the API as soon as it is as expected. */
  JsonNode when(String path, Predicate<JsonNode> expected) {
    JsonNode[] last = {JSON.nullNode()};
    await()
        .ignoreException(SendException.class)
        .untilAsserted(
            () -> {
              last[0] = JSON.readTree(http.get(path));
              if (!expected.test(last[0])) {
                throw new AssertionError("Expected another answer of " + path + ": " + last[0]);
              }
            });
    return last[0];
  }

  static JsonNode named(List<JsonNode> spans, String name) {
    return spans.stream()
        .filter(span -> span.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing in " + spans));
  }

  static String attribute(JsonNode span, String name) {
    JsonNode value = span.get("attributes").get(name);
    if (value == null) {
      throw new AssertionError(name + " is missing in " + span);
    }
    return value.asString();
  }

  /** Name of the span that a span is in. */
  static String parentOf(JsonNode child, List<JsonNode> spans) {
    String parent = child.get("parent_span_id").asString();
    return spans.stream()
        .filter(span -> span.get("span_id").asString().equals(parent))
        .map(span -> span.get("name").asString())
        .findFirst()
        .orElse("none");
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
