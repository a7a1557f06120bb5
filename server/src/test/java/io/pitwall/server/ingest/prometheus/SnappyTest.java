package io.pitwall.server.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.http.ProblemException;
import io.pitwall.server.ingest.wire.DecodeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnappyTest {
  private static final int MOST = 1 << 20;

  @Test
  void whatAnotherLibraryCompressedComesBack() {
    for (long seed = 0; seed < 400; seed++) {
      byte[] content = content(new Random(seed));

      assertThat(Snappy.decode(WriteMessages.snappy(content), MOST))
          .as("seed %d", seed)
          .isEqualTo(content);
    }
  }

  /** Repetitions of what came before, at all distances, with noise between. */
  private static byte[] content(Random random) {
    byte[] content = new byte[random.nextInt(20_000)];
    int at = 0;
    while (at < content.length) {
      int length =
          Math.min(1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 20), content.length - at);
      int back = 1 + random.nextInt(random.nextBoolean() ? 12 : 9_000);
      for (int i = 0; i < length; i++, at++) {
        content[at] = back <= at && length % 3 > 0 ? content[at - back] : (byte) random.nextInt();
      }
    }
    return content;
  }

  @Test
  void everyKindOfElementIsUnderstood() {
    assertThat(text("03" + "08616263")).isEqualTo("abc");
    assertThat(text("03" + "f002616263")).isEqualTo("abc");
    assertThat(text("03" + "f40200616263")).isEqualTo("abc");
    assertThat(text("03" + "fc02000000616263")).isEqualTo("abc");
    assertThat(text("08" + "0061" + "0901" + "0062")).isEqualTo("aaaaaaab");
    assertThat(text("0a" + "08616263" + "1a0300")).isEqualTo("abcabcabca");
    assertThat(text("06" + "08616263" + "0b03000000")).isEqualTo("abcabc");
    assertThat(Snappy.decode(new byte[] {0}, MOST)).isEmpty();
  }

  private static String text(String hex) {
    return new String(Snappy.decode(HexFormat.of().parseHex(hex), MOST), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsNoSnappyIsRefused() {
    for (String hex :
        new String[] {
          "",
          "ff",
          "ffffffffff",
          "03",
          "0308",
          "03086162",
          "0308616263" + "0064",
          "02" + "08616263",
          "04" + "0061" + "0902",
          "04" + "0061" + "0900",
          "04" + "0061" + "0e0500",
          "04" + "0061" + "0f",
          "03" + "fcffffffff616263",
          "04" + "0061" + "0bffffffff"
        }) {
      assertThatThrownBy(() -> Snappy.decode(HexFormat.of().parseHex(hex), MOST))
          .as(hex)
          .isInstanceOf(DecodeException.class)
          .hasMessageStartingWith("Expected ");
    }
  }

  @Test
  void aLengthThatTheBlockCannotHoldIsRefusedBeforeMemoryIsTaken() {
    byte[] bomb = HexFormat.of().parseHex("ffffffff0708616263");

    assertThatThrownBy(() -> Snappy.decode(bomb, Integer.MAX_VALUE))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("it says 2147483647");
  }

  @Test
  void moreThanAllowedIsRefused() {
    byte[] block = WriteMessages.snappy(new byte[1000]);

    assertThatThrownBy(() -> Snappy.decode(block, 999))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(413));
    assertThat(Snappy.decode(block, 1000)).hasSize(1000);
  }

  @Test
  void damagedBlocksAreRefusedOrRead() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      byte[] block = WriteMessages.snappy(content(random));
      byte[] damaged = Arrays.copyOf(block, 1 + random.nextInt(block.length));
      for (int i = 0; i < random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(Snappy.decode(damaged, MOST)).isNotNull();
      } catch (DecodeException | ProblemException refused) {
        assertThat(refused.getMessage()).as("seed %d", seed).startsWith("Expected ");
      }
    }
  }
}
