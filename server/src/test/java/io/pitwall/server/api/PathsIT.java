package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health, and paths that are not there. */
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
  void healthIsTold() {
    assertThat(pitwall.get("/healthz").at("/status").asString()).isEqualTo("alive");
    assertThat(pitwall.get("/readyz").at("/status").asString()).isEqualTo("ready");
  }

  @Test
  void pathsOfLaterVersionsSayThatTheyAreNotThere() {
    for (String path : new String[] {"/knobs", "/trends?target=x"}) {
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
