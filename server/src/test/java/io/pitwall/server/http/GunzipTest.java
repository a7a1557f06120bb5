package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GunzipTest {
  private final BodyBudget budget = new BodyBudget(1 << 24);

  @Test
  void restoresWhatWasCompressed() {
    var random = new Random(1);
    for (int size : new int[] {0, 1, 100, 8191, 8192, 100_000}) {
      byte[] plain = new byte[size];
      random.nextBytes(plain);
      assertThat(decode(gzip(plain), 100_000)).isEqualTo(plain);
    }
  }

  @Test
  void severalMembersAreOneBody() {
    byte[] twice =
        concat(
            gzip("ab".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            gzip("cd".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(decode(twice, 100)).asString().isEqualTo("abcd");
  }

  @Test
  void bombIsRefusedBeforeItGoesOff() {
    byte[] bomb = gzip(new byte[50_000_000]);
    assertThat(bomb).hasSizeLessThan(60_000);
    assertStatus(bomb, 1 << 20, 413);
    assertThat(budget.used()).isLessThanOrEqualTo((1 << 20) + 1);
  }

  @Test
  void bombThatLiesAboutItsSizeIsRefusedToo() {
    byte[] bomb = gzip(new byte[50_000_000]);
    Arrays.fill(bomb, bomb.length - 4, bomb.length, (byte) 0);
    assertStatus(bomb, 1 << 20, 413);
  }

  @Test
  void budgetBoundsAllTogether() {
    byte[] big = gzip(new byte[20_000_000]);
    assertStatus(big, 1 << 25, 503);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = gzip(new byte[500]);
    for (int length = 0; length < whole.length; length++) {
      assertStatus(Arrays.copyOf(whole, length), 1000, 400);
    }
  }

  @Test
  void flippedBitsAreRefusedOrHarmless() {
    byte[] plain = new byte[1000];
    new Random(2).nextBytes(plain);
    byte[] whole = gzip(plain);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] broken = whole.clone();
      broken[bit / 8] ^= (byte) (1 << (bit % 8));
      try (var lease = budget.lease()) {
        // Header bits like the time do not matter; all else is found by the checksum.
        assertThat(Gunzip.decode(broken, 2000, lease)).as("bit %d", bit).isEqualTo(plain);
      } catch (ProblemException e) {
        assertThat(e.problem().status()).isIn(400, 413);
      }
    }
  }

  private byte[] decode(byte[] compressed, int limit) {
    try (var lease = budget.lease()) {
      return Gunzip.decode(compressed, limit, lease);
    }
  }

  private void assertStatus(byte[] compressed, int limit, int status) {
    assertThatThrownBy(() -> decode(compressed, limit))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }

  static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
