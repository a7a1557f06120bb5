package io.pitwall.engine.inspect;

import static io.pitwall.engine.inspect.Found.current;
import static io.pitwall.engine.inspect.Found.effect;
import static io.pitwall.engine.inspect.Found.number;
import static io.pitwall.engine.inspect.Found.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.engine.around.WebVital;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import io.pitwall.store.api.OperationStats;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Queries, endpoints, pages and machines. */
class PlatformInspectionsTest {

  /** Evidence of metrics and queries. */
  private static final class Measured extends NoEvidence {
    private final List<OperationStats> queries = new ArrayList<>();
    private final List<SeriesPoints> series = new ArrayList<>();
    private final List<SeriesSummary> summaries = new ArrayList<>();
    private List<WorkflowRuns> workflows = List.of();

    Measured() {
      super(TestRuns.START / 1_000 + Duration.ofDays(1).toNanos() / 1_000);
    }

    @Override
    public List<OperationStats> operations(Set<SpanKind> kinds, Duration last) {
      return queries.stream().filter(query -> kinds.contains(query.kind())).toList();
    }

    @Override
    public List<SeriesPoints> series(String prefix, Duration last, Duration step) {
      return series.stream().filter(one -> one.series().name().startsWith(prefix)).toList();
    }

    @Override
    public List<SeriesSummary> summaries(String prefix, Duration last) {
      return summaries.stream().filter(one -> one.series().name().startsWith(prefix)).toList();
    }

    @Override
    public List<WorkflowRuns> workflows() {
      return workflows;
    }

    Measured query(String name, int calls, double seconds) {
      queries.add(
          new OperationStats(
              "shop",
              SpanKind.DATABASE,
              name,
              calls,
              0,
              values(calls, i -> seconds),
              Tokens.NONE,
              0));
      return this;
    }

    Measured vital(WebVital vital, String rating, int views, IntToDoubleFunction value) {
      ExpHistogram histogram = values(views, value);
      summaries.add(
          new SeriesSummary(
              Series.of(
                  vital.metric(),
                  Map.of("app", "shop", "page", "/cart", "rating", rating),
                  MetricType.HISTOGRAM,
                  vital.unit(),
                  ""),
              1,
              1,
              1,
              1,
              1,
              views,
              1,
              2,
              histogram));
      return this;
    }

    /** A series with a value each step; 10 values in each. */
    Measured points(
        String name, Map<String, String> tags, int stepMinutes, int n, IntToDoubleFunction value) {
      long step = stepMinutes * 60_000_000L;
      double[] values = new double[n];
      long[] at = new long[n];
      long[] count = new long[n];
      for (int i = 0; i < n; i++) {
        values[i] = value.applyAsDouble(i);
        at[i] = nowMicros() - (n - i) * step;
        count[i] = Double.isNaN(values[i]) ? 0 : 10;
      }
      series.add(
          new SeriesPoints(
              Series.of(name, tags, MetricType.GAUGE, "", ""),
              step,
              at,
              values,
              values,
              values,
              values,
              count));
      return this;
    }
  }

  private static ExpHistogram values(int n, IntToDoubleFunction value) {
    ExpHistogramBuilder builder = new ExpHistogramBuilder();
    for (int i = 0; i < n; i++) {
      builder.record(value.applyAsDouble(i), 1);
    }
    return builder.build();
  }

  @Test
  void aSlowQueryIsToldWhatItShouldTakeAndWhatThatGains() {
    Measured measured =
        new Measured().query("SELECT orders", 400, 0.1).query("SELECT one", 900, 0.002);
    measured.workflows = querying(100).evidence().workflows();
    Finding finding = only(new SlowQueries(), measured);

    assertThat(finding.scope().operation()).isEqualTo("SELECT orders");
    Action action = Objects.requireNonNull(finding.action());
    assertThat(current(finding)).isCloseTo(100, within(1.0));
    assertThat(action.proposed()).isEqualTo(20.0);
    Effect p50 = effect(finding, Measure.P50_MS);
    // two queries of 100 ms in 400 ms become 20 ms each
    assertThat(p50.predicted()).isCloseTo(240, within(5.0));
    assertThat(finding.texts().getFirst())
        .startsWith("SELECT orders: mean 100 ms → 20 ms by an index or a rewrite");
  }

  @Test
  void queriesAtTheLimitOrSeldomAreLeftAlone() {
    assertThat(new SlowQueries().inspect(new Measured().query("q", 400, 0.0195))).isEmpty();
    assertThat(new SlowQueries().inspect(new Measured().query("q", 99, 0.1))).isEmpty();
    assertThat(new SlowQueries().inspect(new Measured().query("q", 100, 0.1))).hasSize(1);
    assertThat(only(new SlowQueries(), new Measured().query("q", 100, 0.1)).prediction()).isNull();
  }

  @Test
  void anEndpointThatBecameSlowerIsDated() {
    Finding finding = only(new SlowEndpoints(), served(96, i -> i < 80 ? 0.4 : 1.0));

    assertThat(finding.scope().operation()).isEqualTo("GET /search");
    assertThat(number(finding, "mean_ms_before")).isCloseTo(400, within(20.0));
    assertThat(number(finding, "mean_ms")).isCloseTo(1_000, within(30.0));
    // sixteen steps of five minutes before 09:00
    assertThat(finding.texts().getFirst())
        .matches("GET /search of shop: mean 4.. ms → .* s since 07:40 UTC, n=160; undo .*");
  }

  @Test
  void anEndpointAsEverOrALittleSlowerOrSeldomCalledIsAllRight() {
    assertThat(new SlowEndpoints().inspect(served(96, i -> 0.4))).isEmpty();
    assertThat(new SlowEndpoints().inspect(served(96, i -> i < 80 ? 0.4 : 0.5))).isEmpty();
    assertThat(new SlowEndpoints().inspect(served(96, i -> i < 80 ? 1.0 : 0.4))).isEmpty();
    assertThat(new SlowEndpoints().inspect(served(40, i -> i < 24 ? 0.4 : 1.0))).isEmpty();
  }

  @Test
  void aSlowPageIsToldWhichPartIsTheLongest() {
    Measured measured =
        new Measured()
            .vital(WebVital.LCP, "good", 100, i -> 2_000)
            .vital(WebVital.LCP, "needs_improvement", 150, i -> 3_200)
            .vital(WebVital.TTFB, "good", 250, i -> 600)
            .vital(WebVital.FCP, "good", 250, i -> 1_000);
    Finding finding = only(SlowPages.lcp(), measured);

    assertThat(finding.inspection()).isEqualTo("WEB-LCP");
    assertThat(current(finding)).isCloseTo(3_200, within(40.0));
    assertThat(finding.texts().getFirst())
        .matches("shop /cart: LCP p75 3\\.2 s → 2\\.5 s, n=250; .*: preload the largest element");
    assertThat(SlowPages.inp().inspect(measured)).isEmpty();
  }

  @Test
  void pagesAtTheLimitOrWithFewViewsAreAllRight() {
    assertThat(SlowPages.lcp().inspect(new Measured().vital(WebVital.LCP, "poor", 199, i -> 9_000)))
        .isEmpty();
    assertThat(
            SlowPages.inp()
                .inspect(new Measured().vital(WebVital.INP, "good", 300, i -> i < 230 ? 150 : 900)))
        .isEmpty();
    assertThat(SlowPages.cls().inspect(new Measured().vital(WebVital.CLS, "good", 300, i -> 0.05)))
        .isEmpty();
  }

  @Test
  void restlessAndSluggishPagesAreFoundToo() {
    Measured measured =
        new Measured()
            .vital(WebVital.INP, "poor", 300, i -> 350)
            .vital(WebVital.CLS, "poor", 300, i -> 0.3);
    assertThat(only(SlowPages.inp(), measured).texts().getFirst())
        .startsWith("shop /cart: INP p75 35");
    assertThat(only(SlowPages.cls(), measured).texts().getFirst())
        .startsWith("shop /cart: CLS p75 0.30 → 0.10, n=300; reserve the size");
  }

  @Test
  void aDiskThatFillsUpIsToldWhenAndHowMuchToKeep() {
    // 20 of 100 GB free, 1 GB less each hour
    Finding finding = only(new DiskFull(), disk(26, 1));

    assertThat(number(finding, "full_in_hours")).isCloseTo(20, within(0.5));
    assertThat(current(finding)).isCloseTo(24, within(0.5));
    assertThat(finding.texts().getFirst())
        .matches("/data: full in 20\\.. h; keep 0\\.8 days of what is written .*; n=72");
  }

  @Test
  void aDiskWithRoomOrWithoutGrowthIsAllRight() {
    assertThat(new DiskFull().inspect(disk(60, 1))).isEmpty();
    assertThat(new DiskFull().inspect(disk(26, 0))).isEmpty();
    assertThat(new DiskFull().inspect(disk(32, 1))).as("full in 26 h").isEmpty();
    assertThat(only(new DiskFull(), disk(4.5, 0)).texts().getFirst())
        .isEqualTo("/data: 4.5 % free; free 15.5 GB to have a fifth again; n=72");
  }

  @Test
  void memoryThatGrowsIsToldWhenToRestart() {
    Random random = new Random(5);
    // 400 of 2000 MB, 100 MB more each hour, collected by 20 MB now and then
    Finding finding =
        only(
            new MemoryLeak(),
            heap(i -> 400e6 + 100e6 * i / 12 - 20e6 * random.nextDouble(), 2_000e6));

    assertThat(number(finding, "mb_per_hour")).isCloseTo(100, within(5.0));
    assertThat(number(finding, "full_in_hours")).isCloseTo(10, within(1.0));
    assertThat(finding.texts().getFirst())
        .matches(
            "jvm.heap.used of a grows by .* MB an hour \\(.* of 2000 MB, full in .*\\): take a heap"
                + " dump now, restart before 3 Nov .* UTC, n=72");
  }

  @Test
  void memoryThatComesAndGoesOrHasFarToGoIsAllRight() {
    Random random = new Random(6);
    assertThat(new MemoryLeak().inspect(heap(i -> 400e6 + 100e6 * random.nextDouble(), 2_000e6)))
        .isEmpty();
    assertThat(new MemoryLeak().inspect(heap(i -> 300e6 + 300e6 * (i % 24) / 24, 2_000e6)))
        .isEmpty();
    assertThat(new MemoryLeak().inspect(heap(i -> 400e6 + 100e6 * i / 12, 8_000e6))).isEmpty();
    assertThat(new MemoryLeak().inspect(heap(i -> i < 30 ? 400e6 + 1e6 * i : 700e6, 1_000e6)))
        .as("has come to rest")
        .isEmpty();
    assertThat(
            new MemoryLeak()
                .inspect(heap(i -> i % 2 == 0 ? Double.NaN : 400e6 + 100e6 * i / 12, 2_000e6)))
        .as("half of it is missing")
        .isEmpty();
  }

  @Test
  void aHeapThatIsTooSmallIsToldItsSize() {
    Finding finding = only(new GarbageCollection(), collecting(8, 700));

    assertThat(finding.texts().getFirst())
        .isEqualTo(
            "a: -Xmx 1000 → 2100 MB; pauses take 8.0 % of the time (10 of 10 minutes above 5 %), n=10");
    assertThat(finding.basis().severity()).isBetween(50.0, 60.0);
    assertThat(only(new GarbageCollection(), collecting(8, 200)).action()).isNull();
  }

  @Test
  void aHeapWithFewPausesIsAllRight() {
    assertThat(new GarbageCollection().inspect(collecting(4.9, 700))).isEmpty();
    assertThat(
            new GarbageCollection()
                .inspect(new Measured().points("jvm.gc.pause", Map.of(), 1, 4, i -> 50)))
        .isEmpty();
  }

  /** Six hours of a disk of 100 GB. */
  private static Measured disk(double free, double lessAnHour) {
    return new Measured()
        .points(
            "system.disk.free", Map.of("mount", "/data"), 5, 72, i -> free - lessAnHour * i / 12)
        .points(
            "system.disk.usage",
            Map.of("mount", "/data"),
            5,
            72,
            i -> 100 - (free - lessAnHour * i / 12));
  }

  private static Measured heap(IntToDoubleFunction used, double max) {
    return new Measured()
        .points("jvm.heap.used", Map.of("host", "a"), 5, 72, used)
        .points("jvm.heap.max", Map.of("host", "a"), 5, 72, i -> max);
  }

  private static Measured collecting(double percent, double liveMb) {
    return new Measured()
        .points("jvm.gc.pause", Map.of("host", "a"), 1, 10, i -> percent)
        .points("jvm.heap.used", Map.of("host", "a"), 1, 10, i -> liveMb * (1 << 20))
        .points("jvm.heap.max", Map.of("host", "a"), 1, 10, i -> 1_000.0 * (1 << 20));
  }

  private static Measured served(int points, IntToDoubleFunction seconds) {
    Random random = new Random(4);
    return new Measured()
        .points(
            "pitwall.endpoint",
            Map.of("service", "shop", "method", "GET", "route", "/search", "outcome", "ok"),
            5,
            points,
            i -> seconds.applyAsDouble(i) * (1 + 0.05 * random.nextGaussian()));
  }

  private static TestRuns querying(double ms) {
    TestRuns made = new TestRuns();
    for (int i = 0; i < 120; i++) {
      TestRuns.Making run = made.run(5_000.0 * i, 200 + 2 * ms);
      run.add(run.span(SpanKind.DATABASE, "SELECT orders", 2, 1, 100, ms))
          .add(run.span(SpanKind.DATABASE, "SELECT orders", 3, 1, 100 + ms, ms))
          .done();
    }
    return made;
  }

  @Test
  void aPoolThatOthersWaitForIsToldItsSize() {
    Finding finding = only(new PoolExhaustion(), connections(8, 8, 2));

    assertThat(finding.scope().operation()).isEqualTo("orders");
    assertThat(number(finding, "asked_for")).isCloseTo(10, within(0.01));
    // ten Erlang: sixteen connections are the least that keep one in twenty from waiting long
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(16L);
    assertThat(finding.texts().getFirst()).startsWith("orders: 8 → 16 connections, or hold them");
  }

  @Test
  void aPoolInWhichNobodyWaitsIsAllRight() {
    assertThat(new PoolExhaustion().inspect(connections(8, 6, 0))).isEmpty();
    assertThat(new PoolExhaustion().inspect(connections(40, 8, 2))).isEmpty();
  }

  private static Measured connections(int max, int active, int pending) {
    Map<String, String> tags = Map.of("pool", "orders");
    return new Measured()
        .points("hikaricp.connections.max", tags, 1, 15, i -> max)
        .points("hikaricp.connections.active", tags, 1, 15, i -> active)
        .points("hikaricp.connections.pending", tags, 1, 15, i -> pending);
  }
}
