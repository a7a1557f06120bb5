package io.pitwall.analysis.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The conventions' own test cases; skipped where they are not beside the project. */
class SqlConventionsTest {
  private static final Path CASES =
      Path.of("..", "..", "shared", "data", "sql", "db-sql-test-cases.json");

  @Test
  void everyCaseOfTheConventionsGivesWhatTheyExpect() throws Exception {
    assumeTrue(Files.exists(CASES), CASES + " is not there");
    JsonNode cases = new JsonMapper().readTree(Files.readAllBytes(CASES));
    assertThat(cases.size()).isGreaterThan(20);
    SoftAssertions softly = new SoftAssertions();
    for (JsonNode one : cases) {
      SqlDialect dialect =
          SqlDialect.ofSystem(one.at("/input/db.system.name").asString()).orElseThrow();
      SqlText found = SqlText.of(one.at("/input/query").asString(), dialect);
      softly
          .assertThat(found.text())
          .as(one.get("name").asString())
          .isIn(
              StreamSupport.stream(one.at("/expected/db.query.text").spliterator(), false)
                  .map(JsonNode::asString)
                  .toList());
      softly
          .assertThat(found.summary())
          .as(one.get("name").asString())
          .isEqualTo(one.at("/expected/db.query.summary").asString());
    }
    softly.assertAll();
  }
}
