package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GrpcFrameTest {
  private static final byte[] MESSAGE = "some message".getBytes(StandardCharsets.UTF_8);
  private final BodyBudget budget = new BodyBudget(1 << 20);

  @Test
  void unwrapsWhatItWraps() {
    assertThat(unwrap(GrpcFrame.wrap(MESSAGE), false)).isEqualTo(MESSAGE);
    assertThat(unwrap(GrpcFrame.wrap(new byte[0]), false)).isEmpty();
    assertThat(GrpcFrame.wrap(new byte[0x01020304])).startsWith(0, 1, 2, 3, 4);
  }

  @Test
  void decompressesMarkedMessages() {
    byte[] framed = GrpcFrame.wrap(GunzipTest.gzip(MESSAGE));
    framed[0] = 1;
    assertThat(unwrap(framed, true)).isEqualTo(MESSAGE);
    assertThatThrownBy(() -> unwrap(framed, false)).hasMessageContaining("grpc-encoding");
  }

  @Test
  void badFramesAreTold() {
    byte[] whole = GrpcFrame.wrap(MESSAGE);
    assertThatThrownBy(() -> unwrap(new byte[0], false)).hasMessageContaining("0 bytes");
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> unwrap(part, false)).isInstanceOf(GrpcException.class);
    }
    byte[] two = Arrays.copyOf(whole, whole.length * 2);
    assertThatThrownBy(() -> unwrap(two, false)).hasMessageContaining("one message");
    byte[] flagged = whole.clone();
    flagged[0] = 2;
    assertThatThrownBy(() -> unwrap(flagged, true)).hasMessageContaining("but got 2");
    byte[] huge = whole.clone();
    huge[1] = (byte) 0xff;
    assertThatThrownBy(() -> unwrap(huge, false)).hasMessageContaining("4278190092 bytes");
  }

  @Test
  void messagesAreEncodedForTrailers() {
    assertThat(GrpcExchange.percentEncode("100 % für\nalle")).isEqualTo("100 %25 f%C3%BCr%0Aalle");
  }

  private byte[] unwrap(byte[] framed, boolean gzip) {
    try (var lease = budget.lease()) {
      return GrpcFrame.unwrap(framed, gzip, 1000, lease);
    }
  }
}
