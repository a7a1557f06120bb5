package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "/orders/8123?full=1#top,                            /orders/{id}",
    "https://shop.example:8080/orders/8123/,             /orders/{id}",
    "https://shop.example,                               /",
    "'',                                                 /",
    "/api/v1/users,                                      /api/v1/users",
    "/u/0b7f7a52-2b54-4c2b-9d0b-6b1f6f1a9f01/edit,       /u/{id}/edit",
    "/commit/0ffbed9d12ab,                               /commit/{id}",
    "/mail/bob@example.com,                              /mail/{id}",
    "/day/2026-11-22,                                    /day/{id}",
    "/order-8123.json,                                   /order-{id}.json",
    "/s/dQw4w9WgXcQ9x7Zk2b,                              /s/{id}",
    "/orders/{orderId}/items/:item,                      /orders/{orderId}/items/:item",
    "/q/caf%C3%A9,                                       /q/{id}",
    "//orders///7,                                       /orders/{id}",
    "/redirect/http://x.example/a,                       /redirect/http:/x.example/a",
  })
  void whatLooksLikeAnIdIsLeftOut(String path, String template) {
    assertThat(RouteTemplate.of(path)).isEqualTo(template);
  }

  @Test
  void aPathWithoutEndIsCut() {
    assertThat(RouteTemplate.of("/a".repeat(1_000))).isEqualTo("/a".repeat(12) + "/…");
    assertThat(RouteTemplate.of("/" + "x".repeat(1_000))).isEqualTo("/{id}");
  }
}
