package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaTypesTest {
  private static final List<String> OFFERED =
      List.of("application/json", "application/openmetrics-text; version=1.0.0", "text/plain");

  @Test
  void serversFavouriteWinsWhenAllIsEqual() {
    assertThat(MediaTypes.negotiate(Optional.empty(), OFFERED)).isEqualTo("application/json");
    assertThat(MediaTypes.negotiate(Optional.of("*/*"), OFFERED)).isEqualTo("application/json");
  }

  @Test
  void theMostSpecificRangeDecides() {
    assertThat(negotiate("text/plain;q=0.9, */*;q=0.1")).isEqualTo("text/plain");
    assertThat(negotiate("text/*")).isEqualTo("text/plain");
    assertThat(negotiate("*/*, application/json;q=0")).startsWith("application/openmetrics-text");
    assertThat(negotiate("Application/OpenMetrics-Text;version=1.0.0;q=0.5,text/plain;q=0.4"))
        .startsWith("application/openmetrics-text");
  }

  @Test
  void nothingAcceptableIs406() {
    assertThatThrownBy(() -> negotiate("image/png"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(406))
        .hasMessageContaining("image/png");
  }

  @Test
  void gzipIsUsedOnlyWhereAccepted() {
    assertThat(gzip("gzip, deflate, br")).isTrue();
    assertThat(gzip("*")).isTrue();
    assertThat(gzip("gzip;q=0.5")).isTrue();
    assertThat(gzip("gzip;q=0")).isFalse();
    assertThat(gzip("*;q=0, br")).isFalse();
    assertThat(gzip("br")).isFalse();
    assertThat(gzip("gzip;q=x")).isFalse();
    assertThat(MediaTypes.acceptsGzip(Optional.empty())).isFalse();
  }

  private static String negotiate(String accept) {
    return MediaTypes.negotiate(Optional.of(accept), OFFERED);
  }

  private static boolean gzip(String acceptEncoding) {
    return MediaTypes.acceptsGzip(Optional.of(acceptEncoding));
  }
}
