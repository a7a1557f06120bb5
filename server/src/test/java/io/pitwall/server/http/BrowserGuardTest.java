package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserGuardTest {
  private final BrowserGuard guard =
      new BrowserGuard(Set.of("pitwall.lan"), Set.of("https://pitwall.lan"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:7070",
        "LOCALHOST:1",
        "127.0.0.1:7070",
        "127.8.9.1",
        "[::1]:7070",
        "[::1]",
        "dash.localhost:80",
        "localhost.:7070",
        "pitwall.lan:7070"
      })
  void loopbackAndConfiguredHostsAreTaken(String host) {
    assertThat(guard.checkHost(host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:7070",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.7:7070",
        "[fe80::1]:7070",
        "[::1",
        "0.0.0.0"
      })
  void namesThatAnybodyCanPointHereAreRefused(String host) {
    assertThat(guard.checkHost(host))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.status()).isEqualTo(421);
              assertThat(problem.detail()).contains("server.allowed-hosts");
            });
  }

  @Test
  void changesComeFromOwnPagesOnly() {
    assertThat(origin("http://localhost:7070")).isEmpty();
    assertThat(origin("https://pitwall.lan")).isEmpty();
    assertThat(origin("http://localhost:3000"))
        .hasValueSatisfying(p -> assertThat(p.status()).isEqualTo(403));
    assertThat(origin("null")).isPresent();
    assertThat(origin("http://evil.example")).isPresent();
  }

  @Test
  void programsSendNoOriginAndBrowsersTellTheSite() {
    assertThat(guard.checkOrigin("localhost:7070", Optional.empty(), Optional.empty())).isEmpty();
    assertThat(site("same-origin")).isEmpty();
    assertThat(site("none")).isEmpty();
    assertThat(site("cross-site")).isPresent();
    assertThat(site("same-site")).isPresent();
  }

  private Optional<Problem> origin(String origin) {
    return guard.checkOrigin("localhost:7070", Optional.of(origin), Optional.empty());
  }

  private Optional<Problem> site(String site) {
    return guard.checkOrigin("localhost:7070", Optional.empty(), Optional.of(site));
  }
}
