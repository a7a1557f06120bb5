package io.pitwall.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.pitwall.client.FakeModel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** OpenTelemetry's Java SDK with its instrumentation of JDBC and of OkHttp. */
class OpenTelemetryJavaIT {
  private static PeerServer pitwall;
  private static FakeModel service;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    pitwall = new PeerServer(folder);
    service = new FakeModel();
  }

  @AfterAll
  static void stop() {
    pitwall.close();
    service.close();
  }

  @ParameterizedTest
  @CsvSource({"grpc,none", "grpc,gzip", "http,none", "http,gzip"})
  void queriesAndRequestsOfAToolAreStored(String protocol, String compression) throws Exception {
    String trace;
    try (OpenTelemetrySdk sdk = sdk(exporter(protocol, compression))) {
      trace = callTool(sdk);
    }
    List<JsonNode> spans = pitwall.spans(trace, 6);

    JsonNode tool = PeerServer.named(spans, "execute_tool settle");
    assertThat(tool.get("kind").asString()).isEqualTo("tool");
    assertThat(tool.get("service").asString()).isEqualTo("settlement");
    List<JsonNode> queries =
        spans.stream().filter(span -> span.get("kind").asString().equals("database")).toList();
    assertThat(queries)
        .extracting(query -> query.at("/attributes/db.operation").asString())
        .containsExactly("CREATE TABLE", "INSERT", "SELECT", "INSERT");
    assertThat(queries)
        .extracting(query -> query.at("/attributes/db.sql.table").asString())
        .containsOnly("invoice");
    assertThat(queries)
        .extracting(query -> query.get("attributes").toString())
        .noneMatch(attributes -> attributes.contains("Lovelace"));
    JsonNode failed =
        queries.stream()
            .filter(query -> query.get("status").asString().equals("error"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(queries.toString()));
    assertThat(PeerServer.parentOf(failed, spans)).isEqualTo("execute_tool settle");
    JsonNode request = PeerServer.named(spans, "POST");
    assertThat(request.get("kind").asString()).isEqualTo("http_client");
    assertThat(PeerServer.parentOf(request, spans)).isEqualTo("execute_tool settle");
    assertThat(PeerServer.attribute(request, "http.response.status_code")).isEqualTo("400");
    assertThat(PeerServer.attribute(request, "server.address")).isEqualTo("127.0.0.1");
    assertThat(request.get("status").asString()).isEqualTo("error");

    String insert = "INSERT INTO invoice VALUES (?, ?)";
    JsonNode answer =
        pitwall.when("/api/performance/database/queries", all -> query(all, insert) != null);
    JsonNode served = Objects.requireNonNull(query(answer, insert));
    assertThat(served.get("system").asString()).isEqualTo("h2");
    assertThat(served.get("summary").asString()).isEqualTo("INSERT invoice");
    assertThat(served.get("error_rate").asDouble()).isEqualTo(0.5);
    assertThat(served.at("/callers/0/service").asString()).isEqualTo("settlement");
    assertThat(query(answer, "SELECT id FROM invoice WHERE owner = ?")).isNotNull();
    assertThat(answer.toString()).doesNotContain("Lovelace");
  }

  private static @Nullable JsonNode query(JsonNode answer, String text) {
    return answer
        .get("queries")
        .valueStream()
        .filter(query -> query.get("query").asString().equals(text))
        .findFirst()
        .orElse(null);
  }

  /** Three statements, of which one fails, and a request that is refused. */
  private static String callTool(OpenTelemetrySdk sdk) throws Exception {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:peer");
    DataSource database = JdbcTelemetry.create(sdk).wrap(h2);
    Call.Factory http = OkHttpTelemetry.create(sdk).createCallFactory(new OkHttpClient());
    Span tool =
        sdk.getTracer("settlement")
            .spanBuilder("execute_tool settle")
            .setAttribute("gen_ai.operation.name", "execute_tool")
            .setAttribute("gen_ai.tool.name", "settle")
            .startSpan();
    try (Scope scope = tool.makeCurrent();
        Connection connection = database.getConnection()) {
      assertThat(scope).isNotNull();
      execute(connection, "CREATE TABLE invoice (id INT PRIMARY KEY, owner VARCHAR(50))");
      execute(connection, "INSERT INTO invoice VALUES (1, 'Ada Lovelace')");
      execute(connection, "SELECT id FROM invoice WHERE owner = 'Ada Lovelace'");
      try {
        execute(connection, "INSERT INTO invoice VALUES (1, 'Ada Lovelace')");
      } catch (SQLException expected) {
        assertThat(expected.getSQLState()).isEqualTo("23505");
      }
      Request refused =
          new Request.Builder()
              .url(service.url() + "/chat/completions")
              .post(RequestBody.create("refuse-me", null))
              .build();
      try (Response answer = http.newCall(refused).execute()) {
        assertThat(answer.code()).isEqualTo(400);
      }
    } finally {
      tool.end();
    }
    return tool.getSpanContext().getTraceId();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static OpenTelemetrySdk sdk(SpanExporter exporter) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setResource(
                    Resource.create(
                        Attributes.of(AttributeKey.stringKey("service.name"), "settlement")))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build())
        .build();
  }

  private static SpanExporter exporter(String protocol, String compression) {
    return protocol.equals("grpc")
        ? OtlpGrpcSpanExporter.builder()
            .setEndpoint(pitwall.url())
            .setCompression(compression)
            .build()
        : OtlpHttpSpanExporter.builder()
            .setEndpoint(pitwall.url() + "/v1/traces")
            .setCompression(compression)
            .build();
  }
}
