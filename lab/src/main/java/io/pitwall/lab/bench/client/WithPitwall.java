package io.pitwall.lab.bench.client;

import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.RecorderStats;
import java.time.Duration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Pitwall's client in the midst of a run. Used by one thread. */
@State(Scope.Benchmark)
public class WithPitwall {
  private final Sink sink = new Sink();
  private final Pitwall pitwall =
      Pitwall.builder()
          .endpoint(sink.url())
          .service("bench")
          .queueCapacity(Recording.QUEUE)
          .build();
  private final ActiveSpan agent = pitwall.run("invoice-flow").agent("extractor", "extractor-3");

  void record(int tokens) {
    try (ActiveSpan call = agent.model("claude-sonnet-4-5")) {
      call.tokens(tokens, 200).cost(0.0125);
    }
  }

  /** Sends the last burst. */
  @Setup(Level.Invocation)
  public void flush() {
    pitwall.flush(Duration.ofSeconds(10));
  }

  /** Ends it; what was lost would have been measured wrongly. */
  @TearDown
  public void close() {
    pitwall.close();
    RecorderStats stats = pitwall.stats();
    sink.close();
    if (stats.acknowledged() != stats.finished()) {
      throw new IllegalStateException("Expected every span to be sent, but got " + stats);
    }
  }
}
