package io.pitwall.engine.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.pitwall.model.trace.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {
  private static final Tokens MILLION = new Tokens(1_000_000, 0, 0, 0);

  private final PriceList prices =
      PriceList.parse(
          "t",
          """
          # a comment
          small   2025-01-01   1.00  0.10  1.25  5.00
          small   2025-06-01   0.50  0.05  0.60  2.50
          big     2025-01-01   2.00  0.20  2.00  10.0
          big     2025-01-01   4.00  0.40  4.00  20.0   above=200000
          bare    2025-01-01   3.00  -     -     9.00
          """);

  @Test
  void aPriceHoldsFromItsDayOn() {
    assertThat(usd("small", "2024-12-31T23:59:59Z", MILLION)).isNaN();
    assertThat(usd("small", "2025-01-01T00:00:00Z", MILLION)).isEqualTo(1);
    assertThat(usd("small", "2025-05-31T23:59:59Z", MILLION)).isEqualTo(1);
    assertThat(usd("small", "2025-06-01T00:00:00Z", MILLION)).isEqualTo(0.5);
    assertThat(usd("small", "2030-01-01T00:00:00Z", MILLION)).isEqualTo(0.5);
  }

  @Test
  void everySortOfTokensHasItsPrice() {
    Tokens tokens = new Tokens(1_000_000, 100_000, 600_000, 50_000);
    double written = prices.usd("small", nanos("2025-02-01T00:00:00Z"), tokens, 300_000);

    assertThat(written)
        .as("0.1 M plain, 0.6 M cached, 0.3 M written, 0.1 M output")
        .isCloseTo(0.1 * 1 + 0.6 * 0.1 + 0.3 * 1.25 + 0.1 * 5, offset(1e-12));
  }

  @Test
  void reasoningBeyondTheOutputWasCountedBesideIt() {
    assertThat(usd("small", "2025-02-01T00:00:00Z", new Tokens(0, 100_000, 0, 300_000)))
        .isCloseTo(0.4 * 5, offset(1e-12));
  }

  @Test
  void largeCallsHaveTheirOwnPrice() {
    assertThat(usd("big", "2025-02-01T00:00:00Z", new Tokens(200_000, 0, 0, 0))).isEqualTo(0.4);
    assertThat(usd("big", "2025-02-01T00:00:00Z", new Tokens(200_001, 0, 0, 0)))
        .isCloseTo(0.800004, offset(1e-12));
  }

  @Test
  void anUnknownPriceIsUnknownNeverZero() {
    assertThat(usd("unheard-of", "2025-02-01T00:00:00Z", MILLION)).isNaN();
    assertThat(usd("bare", "2025-02-01T00:00:00Z", MILLION)).isEqualTo(3);
    assertThat(usd("bare", "2025-02-01T00:00:00Z", new Tokens(1_000_000, 0, 1, 0))).isNaN();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o",
        "GPT-4o",
        "openai/gpt-4o",
        "gpt-4o-2024-11-20",
        "gpt-4o:free",
        "azure/eastus/gpt-4o-2024-08-06",
      })
  void routesAndReleasesAreFoundUnderThePlainName(String model) {
    assertThat(PriceList.standard().usd(model, nanos("2025-02-01T00:00:00Z"), MILLION, 0))
        .isEqualTo(2.5);
  }

  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-3-5-sonnet-20241022-v2:0, 3",
    "anthropic.claude-3-5-sonnet-20241022-v2:0, 3",
    "claude-opus-4@20250514, 15",
    "claude-3-7-sonnet-latest, 3",
    "projects/p/locations/l/publishers/google/models/gemini-2.5-flash, 0.3",
    "gpt-4o-2024-05-13, 5",
    "gpt-4o-mini, 0.15",
  })
  void namesOfHostingServicesAreUnderstood(String model, double perMillion) {
    assertThat(PriceList.standard().usd(model, nanos("2025-07-01T00:00:00Z"), MILLION, 0))
        .isEqualTo(perMillion);
  }

  @Test
  void aModelThatOnlyLooksAlikeHasNoPrice() {
    assertThat(usd("gpt-4o-realtime-preview", "2025-07-01T00:00:00Z", MILLION)).isNaN();
    assertThat(
            PriceList.standard()
                .usd("gpt-4o-realtime-preview", nanos("2025-07-01T00:00:00Z"), MILLION, 0))
        .isNaN();
  }

  @Test
  void aFileOfOnesOwnReplacesTheList(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("prices.txt");
    Files.writeString(file, "house-model 2025-01-01 7 1 7 9\n");

    PriceList own = PriceList.of(file);

    assertThat(own.size()).isEqualTo(1);
    assertThat(own.usd("house-model", nanos("2025-07-01T00:00:00Z"), MILLION, 0)).isEqualTo(7);
    assertThat(own.usd("gpt-4o", nanos("2025-07-01T00:00:00Z"), MILLION, 0)).isNaN();
  }

  @Test
  void aFileThatIsNotThereIsNamedWithItsKey(@TempDir Path folder) {
    assertThatThrownBy(() -> PriceList.of(folder.resolve("no.txt")))
        .hasMessageContaining("no.txt (engine.price-file)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m 2025-01-01 1 1 1",
        "m 2025-13-01 1 1 1 1",
        "m 2025-01-01 x 1 1 1",
        "m 2025-01-01 -1 1 1 1",
        "m 2025-01-01 1 1 1 1 over=5",
        "m 2025-01-01 1 1 1 1 above=5 6",
      })
  void aFaultIsNamedWithItsLine(String line) {
    assertThatThrownBy(() -> PriceList.parse("list", "# x\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("list:2: expected ")
        .hasMessageContaining(line);
  }

  private double usd(String model, String at, Tokens tokens) {
    return prices.usd(model, nanos(at), tokens, 0);
  }

  private static long nanos(String at) {
    return Instant.parse(at).getEpochSecond() * 1_000_000_000L;
  }
}
