package io.pitwall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContextTest {
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private Receiver receiver;
  private Pitwall pitwall;

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver();
    pitwall = Pitwall.builder().endpoint(receiver.url()).interval(Duration.ofMillis(50)).build();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    pitwall.close();
    receiver.close();
  }

  @Test
  void spansBelongToTheCurrentOne() {
    try (ActiveSpan run = pitwall.run("flow");
        Scope inRun = run.enter()) {
      assertThat(inRun).isNotNull();
      try (ActiveSpan agent = pitwall.agent("writer", "writer-1");
          Scope inAgent = agent.enter()) {
        assertThat(inAgent).isNotNull();
        pitwall.model("m").close();
        pitwall.tool("t").close();
      }
      assertThat(Pitwall.current()).isSameAs(run);
      pitwall.task("t").close();
    }
    assertThat(Pitwall.current()).isNull();
    pitwall.flush(Duration.ofSeconds(10));

    assertThat(receiver.parentOf("invoke_agent writer")).isEqualTo("invoke_workflow flow");
    assertThat(receiver.parentOf("chat m")).isEqualTo("invoke_agent writer");
    assertThat(receiver.parentOf("execute_tool t")).isEqualTo("invoke_agent writer");
    assertThat(receiver.parentOf("execute_task t")).isEqualTo("invoke_workflow flow");
    assertThat(receiver.text("chat m", "gen_ai.agent.id")).isEqualTo("writer-1");
    assertThat(receiver.text("execute_tool t", "gen_ai.workflow.name")).isEqualTo("flow");
  }

  @Test
  void wrappedWorkTakesItsSpanToOtherThreads() throws Exception {
    try (ActiveSpan run = pitwall.run("flow")) {
      Runnable task = run.wrap(() -> pitwall.tool("runnable").close());
      Callable<String> call;
      try (Scope scope = run.enter()) {
        assertThat(scope).isNotNull();
        call =
            Pitwall.wrap(
                () -> {
                  pitwall.tool("callable").close();
                  return "done";
                });
        Pitwall.wrap(threads).execute(() -> pitwall.tool("executor").close());
      }
      threads.submit(task).get();
      assertThat(threads.submit(call).get()).isEqualTo("done");
      assertThat(threads.submit(Pitwall::current).get()).as("nothing is left behind").isNull();
    }
    pitwall.flush(Duration.ofSeconds(10));
    for (String tool : new String[] {"runnable", "callable", "executor"}) {
      assertThat(receiver.parentOf("execute_tool " + tool)).isEqualTo("invoke_workflow flow");
    }
  }

  @Test
  void aScopeClosedOnAnotherThreadChangesNothingThere() throws Exception {
    try (ActiveSpan mine = pitwall.run("mine");
        ActiveSpan theirs = pitwall.run("theirs")) {
      Scope scope = mine.enter();
      threads
          .submit(
              () -> {
                try (Scope other = theirs.enter()) {
                  assertThat(other).isNotNull();
                  scope.close();
                  assertThat(Pitwall.current()).isSameAs(theirs);
                }
              })
          .get();
      assertThat(Pitwall.current()).isSameAs(mine);
      scope.close();
      scope.close();
      assertThat(Pitwall.current()).isNull();
    }
  }

  @Test
  void aMeasuredExecutorTellsHowLongWorkWaited() throws Exception {
    ExecutorService measured = pitwall.measured(threads, "index page");
    try (ActiveSpan run = pitwall.run("crawl");
        Scope scope = run.enter()) {
      assertThat(scope).isNotNull();
      CountDownLatch busy = new CountDownLatch(1);
      threads.execute(
          () -> {
            try {
              busy.await();
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
          });
      var answer =
          measured.submit(
              () -> {
                pitwall.tool("parse").close();
                return 7;
              });
      Thread.sleep(60);
      busy.countDown();
      assertThat(answer.get()).isEqualTo(7);
      var failing =
          measured.submit(
              () -> {
                throw new IOException("page is gone");
              });
      assertThatThrownBy(failing::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("page is gone");
    }
    measured.shutdown();
    assertThat(threads.isShutdown()).isTrue();
    assertThatThrownBy(() -> measured.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    pitwall.flush(Duration.ofSeconds(10));

    assertThat(receiver.spans())
        .filteredOn(span -> span.getName().startsWith("execute_task"))
        .hasSize(2)
        .first()
        .extracting(span -> Receiver.value(span, "pitwall.queue.wait_ms").getDoubleValue())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
        .isBetween(60.0, 10_000.0);
    assertThat(receiver.parentOf("execute_task index page")).isEqualTo("invoke_workflow crawl");
    assertThat(receiver.parentOf("execute_tool parse")).isEqualTo("execute_task index page");
    Span failed =
        receiver.spans().stream()
            .filter(span -> span.hasStatus() && span.getStatus().getCodeValue() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(failed.getStatus().getMessage()).isEqualTo("page is gone");
  }
}
