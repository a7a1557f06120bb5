package io.pitwall.lab.bench.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void readsWhatItsHeaderSays() throws IOException {
    byte[] payload = {1, 2, 3, (byte) 0xff};
    byte[] bytes = new byte[Frame.HEADER_BYTES + payload.length];
    System.arraycopy(Frame.header(4, Frame.DATA, Frame.END_STREAM, 0x7fff_fffe), 0, bytes, 0, 9);
    System.arraycopy(payload, 0, bytes, 9, 4);

    Frame frame = read(bytes);

    assertThat(frame.type()).isEqualTo(Frame.DATA);
    assertThat(frame.has(Frame.END_STREAM)).isTrue();
    assertThat(frame.has(Frame.END_HEADERS)).isFalse();
    assertThat(frame.stream()).isEqualTo(0x7fff_fffe);
    assertThat(frame.payload()).containsExactly(payload);
    assertThat(frame.int32(0)).isEqualTo(0x0102_03ff);
    assertThat(frame.int16(2)).isEqualTo(0x03ff);
  }

  @Test
  void takesPaddingAndPriorityOff() {
    byte[] padded = {2, 9, 9, 9, 9, 9, 'a', 'b', 0, 0};
    var headers = new Frame(Frame.HEADERS, Frame.PADDED | Frame.PRIORITY, 1, padded);
    assertThat(headers.content()).containsExactly('a', 'b');

    byte[] data = {1, 'a', 0};
    assertThat(new Frame(Frame.DATA, Frame.PADDED, 1, data).content()).containsExactly('a');
    assertThat(new Frame(Frame.DATA, 0, 1, data).content()).containsExactly(1, 'a', 0);
  }

  @Test
  void refusesFramesThatWereNotAllowedFor() {
    assertThatThrownBy(() -> read(Frame.header((1 << 14) + 1, Frame.DATA, 0, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("16385");
    assertThatThrownBy(() -> read(new byte[] {0, 0})).isInstanceOf(EOFException.class);
  }

  private static Frame read(byte[] bytes) throws IOException {
    return Frame.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
