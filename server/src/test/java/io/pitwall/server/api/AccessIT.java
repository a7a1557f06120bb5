package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.time.ManualClock;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import io.pitwall.server.config.AuthConfig;
import io.pitwall.server.config.ConfigLoader;
import io.pitwall.server.config.PitwallConfig;
import io.pitwall.server.config.Sources;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.AccessToken;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessIT {
  private static final String READER = "reader-0123456789abcdef";
  private static final String SENDER = "sender-0123456789abcdef";
  private static final String ADMIN = "admin-0123456789abcdef";
  private static final String METRIC =
      "{\"name\": \"m\", \"value\": 1, \"metric_type\": \"gauge\"}";
  private static RunningPitwall pitwall;

  @BeforeAll
  static void start(@TempDir Path folder) {
    AuthConfig auth =
        new AuthConfig(
            List.of(
                new AccessToken("dashboard", READER, Set.of(Access.READ)),
                new AccessToken("fleet", SENDER, Set.of(Access.INGEST)),
                new AccessToken("ann", ADMIN, Set.of(Access.ADMIN))));
    pitwall =
        RunningPitwall.start(
            RunningPitwall.config(folder, false).with(auth),
            new ManualClock(RunningPitwall.micros(RunningPitwall.START)));
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static Answer as(String token, String method, String path, String body) {
    HttpRequest.Builder request = pitwall.json(RunningPitwall.API + path, body, method);
    return pitwall.send(
        token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
  }

  private static int status(String token, String method, String path, String body) {
    return as(token, method, path, body).status();
  }

  @Test
  void fault17EachScopeAllowsItsOwnAndAdminAllowsAll() {
    assertThat(status("", "GET", "/summary", "")).isEqualTo(401);
    assertThat(status("wrong-0123456789abcdef", "GET", "/summary", "")).isEqualTo(401);
    assertThat(status(READER, "GET", "/summary", "")).isEqualTo(200);
    assertThat(status(SENDER, "GET", "/summary", "")).isEqualTo(403);
    assertThat(status(ADMIN, "GET", "/summary", "")).isEqualTo(200);
    assertThat(status(READER, "POST", "/metrics", METRIC)).isEqualTo(403);
    assertThat(status(SENDER, "POST", "/metrics", METRIC)).isEqualTo(200);
    assertThat(status(ADMIN, "POST", "/metrics", METRIC)).isEqualTo(200);
    assertThat(status(READER, "PUT", "/thresholds", "{}")).isEqualTo(403);
    assertThat(status(SENDER, "PUT", "/thresholds", "{}")).isEqualTo(403);
    assertThat(status(ADMIN, "PUT", "/thresholds", "{}")).isEqualTo(200);
  }

  @Test
  void whoChangesSomethingIsInTheAuditLog() {
    as(ADMIN, "PUT", "/score-settings", "{\"t\": {\"baseline_seconds\": 3}}");

    assertThat(pitwall.engine().control().auditLog(1).getFirst().actor()).isEqualTo("ann");
  }

  @Test
  void fault09ARefusalSaysWhatWasExpected() {
    Answer answer = as(READER, "PUT", "/thresholds", "{}");

    assertThat(answer.at("/detail").asString()).contains("scope admin", "dashboard", "auth.tokens");
    assertThat(as("", "GET", "/alerts", "").headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
  }

  @Test
  void healthAndPagesAreOpenButTellNothing() {
    assertThat(pitwall.get("/healthz").status()).isEqualTo(200);
    assertThat(pitwall.get("/readyz").status()).isEqualTo(200);
    assertThat(pitwall.get("/").status()).isEqualTo(200);
    assertThat(pitwall.get("/metrics").status()).isEqualTo(401);
  }

  @Test
  void fault17WithoutTokensOnlyLoopbackIsServed(@TempDir Path folder) {
    PitwallConfig open =
        ConfigLoader.load(
                new Sources(
                    Map.of(
                        "server.host", new Sources.Flag("0.0.0.0", "--host"),
                        "server.port", new Sources.Flag("0", "--port"),
                        "server.otlp-ports", new Sources.Flag("[]", "--set")),
                    Map.of(),
                    Optional.empty()))
            .config()
            .in(folder);

    assertThatThrownBy(() -> io.pitwall.server.app.Application.start(open))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server.host")
        .hasMessageContaining("auth.tokens");
  }
}
