package io.pitwall.store.duckdb;

import static io.pitwall.store.contract.Telemetry.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pitwall.model.time.ManualClock;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import io.pitwall.store.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up, on a small file system of its own; needs the right to mount one. */
class FullDiskIT {
  @TempDir Path mount;
  private final ManualClock clock = new ManualClock(TODAY);
  private boolean mounted;
  private long batches;

  @BeforeEach
  void mountSmallDisk() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mount.toString()) == 0;
    assumeTrue(mounted, "skipped: no right to mount a small file system");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", mount.toString())).isZero();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void aFullDiskRefusesKeepsWhatWasSafeAndWorksAgainWithSpace() throws Exception {
    Path folder = mount.resolve("data");
    Path ballast = Files.write(mount.resolve("ballast"), new byte[6 << 20]);
    long safe = 0;
    try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock)) {
      TelemetryStore store = stores.telemetry();
      store.append(batch()).join();
      safe++;
      Throwable refusal = null;
      while (refusal == null && batches < 500) {
        try {
          store.append(batch()).join();
          safe++;
        } catch (CompletionException full) {
          refusal = full.getCause();
        }
      }
      assertThat(refusal)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("it is full")
          .hasMessageContaining("shorten the retention");
      assertThatThrownBy(() -> store.append(batch()).join())
          .isInstanceOf(CompletionException.class);
      assertThat(store.isOverCapacity(Objects.requireNonNull(refusal))).isFalse();

      Files.delete(ballast);
      store.append(batch()).join();
      safe++;
      store.check();
      assertThat(store.stats().spans()).isEqualTo(safe * 500);
      assertThat(store.stats().failedCommits()).isGreaterThanOrEqualTo(2);
      store.fold();
    }
    try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock)) {
      assertThat(stores.telemetry().stats().spans()).isEqualTo(safe * 500);
    }
  }

  /** 500 spans of about a kilobyte that does not compress. */
  private TelemetryBatch batch() {
    batches++;
    Random random = new Random(batches);
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      StringBuilder noise = new StringBuilder();
      while (noise.length() < 1_000) {
        noise.append(Long.toString(random.nextLong(), 36));
      }
      spans.add(
          Span.builder(Telemetry.trace(batches), i, SpanKind.TASK, "step")
              .time(TODAY * 1_000, 1)
              .attributes(Attributes.of("noise", noise.toString()))
              .build());
    }
    return TelemetryBatch.ofSpans(spans);
  }
}
