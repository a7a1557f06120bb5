package io.pitwall.lab.bench.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FlowControlTest {
  private final FlowControl flow = new FlowControl();

  @Test
  void streamsShareTheWindowOfTheConnection() throws Exception {
    flow.open(1);
    flow.open(3);
    assertThat(takeAll(1)).isEqualTo(65_535);
    assertThat(flow.take(3, 10, false)).isEqualTo(FlowControl.WAIT);

    flow.update(0, 4);
    assertThat(flow.take(3, 10, false)).isEqualTo(4);
    assertThat(flow.take(1, 10, false)).as("its own window is used up").isZero();
  }

  @Test
  void aFrameIsNoLargerThanThePeerAllows() throws Exception {
    flow.open(1);
    assertThat(flow.take(1, 60_000, false)).isEqualTo(16_384);
    flow.settings(settings(5, 20_000));
    assertThat(flow.take(1, 60_000, false)).isEqualTo(20_000);
  }

  @Test
  void aNewInitialWindowChangesStreamsThatAreOpen() throws Exception {
    flow.open(1);
    flow.update(0, 1_000_000);
    takeAll(1);
    flow.settings(settings(4, 65_535 + 100));
    assertThat(flow.take(1, 1_000, false)).isEqualTo(100);
    flow.settings(settings(4, 10));
    flow.update(1, 50);
    assertThat(flow.take(1, 1_000, false)).as("the window is negative").isZero();
  }

  @Test
  void waitsForTheWindow() throws Exception {
    flow.open(1);
    takeAll(1);
    CompletableFuture<Integer> taken = CompletableFuture.supplyAsync(() -> takeWaiting(1));
    flow.update(0, 7);
    flow.update(1, 5);
    assertThat(taken.join()).isEqualTo(5);
  }

  @Test
  void opensNoMoreStreamsThanThePeerAllows() throws Exception {
    flow.settings(settings(3, 1));
    flow.open(1);
    var opened = new CompletableFuture<Boolean>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    flow.open(3);
                    opened.complete(true);
                  } catch (IOException | InterruptedException e) {
                    opened.completeExceptionally(e);
                  }
                });
    await().until(() -> thread.getState() == Thread.State.WAITING);
    assertThat(opened).isNotDone();
    flow.closed(1);
    assertThat(opened.join()).isTrue();
  }

  @Test
  void aClosedStreamTakesNothing() throws Exception {
    flow.open(1);
    flow.closed(1);
    assertThat(flow.take(1, 10, true)).isEqualTo(FlowControl.CLOSED);
  }

  @Test
  void aFailureWakesWhoWaits() throws Exception {
    flow.open(1);
    takeAll(1);
    CompletableFuture<Integer> taken = CompletableFuture.supplyAsync(() -> takeWaiting(1));
    flow.fail(new IOException("cable cut"));
    assertThatThrownBy(taken::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("cable cut");
    assertThat(flow.isFailed()).isTrue();
    assertThatThrownBy(() -> flow.open(3)).hasMessage("cable cut");
  }

  private int takeAll(int stream) throws Exception {
    int all = 0;
    for (int n = flow.take(stream, 1 << 20, false); n > 0; n = flow.take(stream, 1 << 20, false)) {
      all += n;
    }
    return all;
  }

  private int takeWaiting(int stream) {
    try {
      return flow.take(stream, 1 << 20, true);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Frame settings(int id, int value) {
    byte[] payload = ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
    return new Frame(Frame.SETTINGS, 0, 0, payload);
  }
}
