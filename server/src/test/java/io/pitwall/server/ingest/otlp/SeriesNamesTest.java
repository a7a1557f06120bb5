package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Attributes;
import org.junit.jupiter.api.Test;

class SeriesNamesTest {

  @Test
  void anInstanceTellsSendersApart() {
    assertThat(
            SeriesNames.identity(
                    Attributes.of(
                        "service.name", "shop",
                        "service.instance.id", "i-1",
                        "host.name", "h",
                        "process.pid", 17L,
                        "container.id", "c",
                        "os.type", "linux"))
                .toMap())
        .containsOnlyKeys("service.name", "service.instance.id", "host.name");
  }

  @Test
  void withoutAnInstanceContainerAndProcessTellSendersApart() {
    assertThat(
            SeriesNames.identity(
                    Attributes.of(
                        "service.name", "shop",
                        "service.instance.id", "",
                        "host.name", "h",
                        "process.pid", 17L,
                        "container.id", "c"))
                .toMap())
        .containsOnlyKeys("service.name", "host.name", "process.pid", "container.id");
  }
}
