package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.http.ConnectionWatch.Verdict;
import io.pitwall.server.http.HttpObserver.Cut;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With the default limits: head 10 s, body 60 s, write 30 s, idle 300 s. */
class ConnectionWatchTest {
  private final ConnectionWatch watch = new ConnectionWatch(HttpLimits.defaults(), 0);

  @Test
  void silenceAfterConnectingIsCut() {
    assertThat(judge(10)).isEqualTo(new Verdict.Fine());
    assertThat(judge(11)).isEqualTo(new Verdict.CutOff(Cut.SLOW_HEAD));
  }

  @Test
  void headersThatTrickleAreCutHoweverOftenAByteComes() {
    watch.received(at(5));
    watch.received(at(14));
    assertThat(judge(15)).isEqualTo(new Verdict.Fine());
    assertThat(judge(16)).isEqualTo(new Verdict.CutOff(Cut.SLOW_HEAD));
  }

  @Test
  void workMayTakeItsTime() {
    watch.received(at(1));
    watch.requestStarted();
    assertThat(judge(10_000)).isEqualTo(new Verdict.Fine());
  }

  @Test
  void bodiesThatTrickleAreCut() {
    watch.received(at(1));
    watch.requestStarted();
    BodyWait wait = watch.bodyStarted(at(2));
    watch.received(at(60));
    assertThat(judge(62)).isEqualTo(new Verdict.Fine());
    assertThat(judge(63)).isEqualTo(new Verdict.CutOff(Cut.SLOW_BODY));
    watch.bodyFinished(wait);
    assertThat(judge(63)).isEqualTo(new Verdict.Fine());
  }

  @Test
  void aClientThatDoesNotReadIsCut() {
    watch.received(at(1));
    watch.requestStarted();
    watch.writeStarted(at(5));
    assertThat(judge(36)).isEqualTo(new Verdict.CutOff(Cut.SLOW_READER));
    watch.writeFinished();
    assertThat(judge(36)).isEqualTo(new Verdict.Fine());
  }

  @Test
  void restingConnectionsAreHungUpQuietly() {
    watch.received(at(1));
    watch.requestStarted();
    watch.requestFinished(at(2));
    assertThat(judge(302)).isEqualTo(new Verdict.Fine());
    assertThat(judge(303)).isEqualTo(new Verdict.HangUp());
    watch.received(at(303));
    assertThat(judge(303)).isEqualTo(new Verdict.Fine());
  }

  @Test
  void http2RestsOnlyWhileNoStreamIsOpen() {
    watch.becameHttp2();
    watch.received(at(1));
    watch.requestStarted();
    assertThat(judge(10_000)).isEqualTo(new Verdict.Fine());
    watch.requestFinished(at(10_000));
    assertThat(judge(10_300)).isEqualTo(new Verdict.Fine());
    assertThat(judge(10_301)).isEqualTo(new Verdict.HangUp());
  }

  @Test
  void wakingReachesOnlyThoseThatStillWait() {
    BodyWait wait = watch.bodyStarted(at(1));
    watch.wakeBodies();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    watch.bodyFinished(wait);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    wait.interrupt();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private Verdict judge(long second) {
    return watch.judge(at(second));
  }

  private static long at(long second) {
    return Duration.ofSeconds(second).toNanos();
  }
}
