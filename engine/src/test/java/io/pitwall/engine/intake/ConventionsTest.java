package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConventionsTest {

  @Test
  void everyConventionHasATestOfItsOwn() {
    for (String file : SemanticTable.files()) {
      String test =
          Arrays.stream(file.replace(".txt", "").split("-"))
              .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
              .collect(Collectors.joining());
      assertThat(getClass().getClassLoader().resources(classFile(test)).findAny())
          .as(file + " is tested by " + test + "TableTest")
          .isPresent();
    }
  }

  private static String classFile(String test) {
    String wanted =
        switch (test) {
          case "OtelGenai" -> "OtelGenAi";
          case "OtelGenaiOlder" -> "OtelGenAiOlder";
          case "Openinference" -> "OpenInference";
          case "Langsmith" -> "LangSmith";
          case "Skywalking" -> "SkyWalking";
          default -> test;
        };
    return "io/pitwall/engine/intake/" + wanted + "TableTest.class";
  }
}
