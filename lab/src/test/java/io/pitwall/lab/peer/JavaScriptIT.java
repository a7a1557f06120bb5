package io.pitwall.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pitwall.client.FakeModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * An agent on the Vercel AI SDK with OpenTelemetry's JavaScript SDK. Its packages are installed as
 * the lock file says, once for each build folder; without npm or its registry the test is skipped.
 */
class JavaScriptIT {
  private static final Path SOURCES = Path.of("src", "test", "js");
  private static final Path INSTALLED = Path.of("target", "js");

  private static FakeModel model;
  private static PeerServer pitwall;

  @BeforeAll
  static void install(@TempDir Path folder) throws Exception {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json", "agent.mjs")) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    String said =
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
    assumeTrue(said.endsWith("exit 0"), () -> "Expected `npm ci` to install, but: " + said);
    model = new FakeModel();
    pitwall = new PeerServer(folder);
  }

  @AfterAll
  static void stop() {
    if (pitwall != null) {
      pitwall.close();
      model.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"json,none", "json,gzip", "protobuf,none", "protobuf,gzip"})
  void anAgentOfTheVercelSdkIsStored(String encoding, String compression) throws Exception {
    String said = run("node", "agent.mjs", model.url(), pitwall.url(), encoding, compression);
    assertThat(said).endsWith("exit 0");
    String trace = said.lines().findFirst().orElseThrow();

    List<JsonNode> spans = pitwall.spans(trace, 6);
    assertThat(spans)
        .extracting(span -> span.get("name").asString())
        .containsExactlyInAnyOrder(
            "invoke_agent clerk",
            "ai.generateText",
            "ai.generateText.doGenerate",
            "ai.toolCall",
            "ai.generateText.doGenerate",
            "send answer");
    assertThat(spans)
        .allSatisfy(s -> assertThat(s.get("service").asString()).isEqualTo("js-clerk"));
    JsonNode agent = PeerServer.named(spans, "invoke_agent clerk");
    assertThat(agent.get("kind").asString()).isEqualTo("agent");
    assertThat(agent.get("agent_type").asString()).isEqualTo("clerk");
    assertThat(PeerServer.named(spans, "ai.generateText").get("kind").asString()).isEqualTo("task");
    JsonNode call = PeerServer.named(spans, "ai.generateText.doGenerate");
    assertThat(call.get("kind").asString()).isEqualTo("model");
    assertThat(PeerServer.parentOf(call, spans)).isEqualTo("ai.generateText");
    assertThat(call.get("model").asString()).isEqualTo("gpt-fake-2026-01-01");
    assertThat(call.at("/tokens/input").asLong()).isEqualTo(1_000);
    assertThat(call.at("/tokens/output").asLong()).isEqualTo(50);
    JsonNode tool = PeerServer.named(spans, "ai.toolCall");
    assertThat(tool.get("kind").asString()).isEqualTo("tool");
    assertThat(tool.get("operation").asString()).isEqualTo("lookUp");
    JsonNode failed = PeerServer.named(spans, "send answer");
    assertThat(failed.get("status").asString()).isEqualTo("error");
    assertThat(failed.get("status_message").asString()).isEqualTo("not sent: It is paid.");
    assertThat(PeerServer.parentOf(failed, spans)).isEqualTo("invoke_agent clerk");

    // What encloses both calls repeats their tokens.
    JsonNode run = pitwall.run(trace);
    assertThat(run.get("model_calls").asInt()).isEqualTo(2);
    assertThat(run.get("tool_calls").asInt()).isEqualTo(1);
    assertThat(run.at("/tokens/input").asLong()).isEqualTo(2_000);
    assertThat(run.at("/tokens/output").asLong()).isEqualTo(100);
  }

  /** What a program printed, then how it ended. */
  private static String run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      return said + "\nexit " + (ended ? process.exitValue() : "never");
    } catch (IOException notThere) {
      return notThere.toString();
    }
  }
}
