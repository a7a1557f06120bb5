package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerEventTest {
  @Test
  void writesFieldsInOrder() {
    assertThat(new ServerEvent("7", "delta", "{\"a\":1}").wire())
        .isEqualTo("id: 7\nevent: delta\ndata: {\"a\":1}\n\n");
  }

  @Test
  void linesOfDataStayTogether() {
    assertThat(new ServerEvent("", "note", "a\nb\r\n\nc").wire())
        .isEqualTo("event: note\ndata: a\ndata: b\ndata: \ndata: c\n\n");
    assertThat(new ServerEvent("", "note", "").wire()).isEqualTo("event: note\ndata:\n\n");
  }

  @Test
  void nothingCanBeSmuggledIn() {
    assertThatThrownBy(() -> new ServerEvent("1\ndata: x", "a", "")).hasMessageContaining("id");
    assertThatThrownBy(() -> new ServerEvent("", "a\rb", "")).hasMessageContaining("name");
    assertThatThrownBy(() -> new ServerEvent("", "", "")).hasMessageContaining("name");
  }
}
