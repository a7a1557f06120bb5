package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SemanticTableTest {

  @Test
  void theFirstAttributeOfAFieldRanksFirst() {
    SemanticTable table = SemanticTable.parse("t", "model a\nmodel b\nprovider c\nmodel d");

    assertThat(table.rules("a").getFirst().rank()).isZero();
    assertThat(table.rules("b").getFirst().rank()).isEqualTo(1);
    assertThat(table.rules("c").getFirst().rank()).isZero();
    assertThat(table.rules("d").getFirst().rank()).isEqualTo(2);
    assertThat(table.rules("d").getFirst().field()).isEqualTo(SemanticField.MODEL);
  }

  @Test
  void anAttributeMayTellSeveralThings() {
    SemanticTable table = SemanticTable.parse("t", "kind m *=TOOL\nhttp_method m");

    assertThat(table.rules("m"))
        .extracting(SemanticRule::field)
        .containsExactly(SemanticField.KIND, SemanticField.HTTP_METHOD);
  }

  @Test
  void commentsAndEmptyLinesAreSkipped() {
    SemanticTable table = SemanticTable.parse("t", "# model a\n\n   \n  model b  \n");

    assertThat(table.rules("a")).isEmpty();
    assertThat(table.rules("b")).hasSize(1);
  }

  @Test
  void aKindDependsOnValueAndRole() {
    SemanticRule rule =
        SemanticTable.parse("t", "kind k chat=MODEL SERVER:*=HTTP_SERVER CLIENT:x=DATABASE")
            .rules("k")
            .getFirst();

    assertThat(rule.kindFor("chat", RawSpan.Role.SERVER)).isEqualTo(SpanKind.MODEL);
    assertThat(rule.kindFor("other", RawSpan.Role.SERVER)).isEqualTo(SpanKind.HTTP_SERVER);
    assertThat(rule.kindFor("x", RawSpan.Role.CLIENT)).isEqualTo(SpanKind.DATABASE);
    assertThat(rule.kindFor("y", RawSpan.Role.CLIENT)).isNull();
  }

  @Test
  void timesSayTheirUnit() {
    SemanticTable table =
        SemanticTable.parse("t", "queue_wait a seconds\nqueue_wait b millis\nqueue_wait c");

    assertThat(table.rules("a").getFirst().nanosPerUnit()).isEqualTo(1e9);
    assertThat(table.rules("b").getFirst().nanosPerUnit()).isEqualTo(1e6);
    assertThat(table.rules("c").getFirst().nanosPerUnit()).isEqualTo(1);
  }

  @Test
  void contentMayBeNamedByItsBeginning() {
    SemanticTable table = SemanticTable.parse("t", "content secret.*\ncontent exact");

    assertThat(table.isContentByPrefix("secret.deep.inside")).isTrue();
    assertThat(table.isContentByPrefix("exact")).isFalse();
    assertThat(table.rules("exact").getFirst().field()).isEqualTo(SemanticField.CONTENT);
    assertThat(table.isContentByPrefix("sec")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "colour x|t:1: expected the name of a field, but got 'colour'",
        "model|t:1: expected an attribute after 'model', but got nothing",
        "kind k hours|t:1: expected value=KIND, when=, scope=, is=, json=, like=, seconds, millis, instant or exclusive, but got 'hours'",
        "kind k a=NOTHING|t:1: expected ROLE:value=KIND with a known role and kind, but got 'a=NOTHING'",
        "kind k BOSS:a=TOOL|t:1: expected ROLE:value=KIND with a known role and kind, but got 'BOSS:a=TOOL'",
      },
      delimiter = '|')
  void aFaultInATableIsNamedWithItsLine(String line, String message) {
    assertThatThrownBy(() -> SemanticTable.parse("t", line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
