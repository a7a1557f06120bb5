package io.pitwall.engine;

import static io.pitwall.model.alert.Severity.HIGH;
import static io.pitwall.model.metric.MetricType.GAUGE;

import io.pitwall.engine.port.AlertService;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.time.Clock;
import io.pitwall.store.api.Knowledge;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A plain program with the engine inside, as the documentation shows it. */
final class EmbeddedProgram implements AlertService {
  final Map<String, Double> latest = new ConcurrentHashMap<>();
  final List<Knowledge> learned = new CopyOnWriteArrayList<>();
  final List<Double> depths = new CopyOnWriteArrayList<>();
  final List<Alert> pages = new CopyOnWriteArrayList<>();
  final CountDownLatch paged = new CountDownLatch(1);

  // tag::embedding[]
  void run(Path folder, EngineSettings settings) throws InterruptedException {
    try (DuckDbStores stores = DuckDbStores.open(DuckDbSettings.in(folder), Clock.system());
        PerformanceEngine engine =
            PerformanceEngine.builder(stores.telemetry(), stores.control())
                .settings(settings)
                .stateService(sample -> latest.put(sample.series().name(), sample.value()))
                .memoryService(learned::add)
                .alertService(this)
                .build()) {
      engine.addPerformanceHook("queue.depth", sample -> depths.add(sample.value()));
      engine.thresholds().merge(Map.of("queue.depth", Map.of(HIGH, 100.0)), "my program", 0);
      engine.start();
      engine.recordMetric("queue.depth", 130, GAUGE, Map.of("queue", "inbox"), "", "").join();
      engine.recordAgentPerformance("coder", "coder", Duration.ofSeconds(42), true, 256, 35).join();
      paged.await();
    }
  }

  // end::embedding[]

  @Override
  public void sendAlert(Alert alert) {
    pages.add(alert);
    paged.countDown();
  }

  @Override
  public void resolveAlert(Alert alert) {
    pages.add(alert);
  }
}
