package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page at the root, health, and paths that are not there. */
class PathsIT {
  private static RunningPitwall pitwall;

  @BeforeAll
  static void start(@TempDir Path folder) {
    pitwall = RunningPitwall.in(folder);
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  @Test
  void thePageLoadsNothingFromElsewhereAndRunsNothingInside() {
    Answer page = pitwall.get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http"));
    assertThat(page.text())
        .contains("not part of this version", "<script src=\"landing.js\"")
        .doesNotContain("http://", "https://", "<style", "onclick", " style=");
    String script = pitwall.get("/landing.js").text();
    assertThat(script).doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", "document.write");
    assertThat(pitwall.get("/landing.css").status()).isEqualTo(200);
  }

  @Test
  void aPageThatIsKnownIsNotSentAgain() {
    String tag = pitwall.get("/").headers().firstValue("ETag").orElseThrow();

    assertThat(pitwall.send(pitwall.request("/").header("If-None-Match", tag).GET()).status())
        .isEqualTo(304);
  }

  @Test
  void healthIsTold() {
    assertThat(pitwall.get("/healthz").at("/status").asString()).isEqualTo("alive");
    assertThat(pitwall.get("/readyz").at("/status").asString()).isEqualTo("ready");
  }

  @Test
  void pathsOfLaterVersionsSayThatTheyAreNotThere() {
    for (String path : new String[] {"/knobs", "/notifications", "/trends?target=x"}) {
      Answer answer = pitwall.get(RunningPitwall.API + path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.at("/detail").asString()).contains("not available", "openapi.yaml");
    }
    assertThat(pitwall.post(RunningPitwall.API + "/recommendations/x/rollback", "{}").status())
        .isEqualTo(404);
  }

  @Test
  void fault09AnotherMethodIsNotAllowedAndAnUnknownPathNotFound() {
    Answer method = pitwall.post(RunningPitwall.API + "/summary", "{}");

    assertThat(method.status()).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
    assertThat(pitwall.get(RunningPitwall.API + "/sumary").status()).isEqualTo(404);
    assertThat(pitwall.get("/etc/passwd").status()).isEqualTo(404);
  }
}
