package io.pitwall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import io.pitwall.server.api.Api;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the description of the interface against the running server, both ways. */
class OpenApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");
  private static final String TRACE = "0000000000000000000000000000c0de";
  private static RunningPitwall pitwall;
  private static JsonNode document;

  @BeforeAll
  static void aServerWithSomethingOfEverything(@TempDir Path folder) {
    pitwall = RunningPitwall.watching(folder);
    String yaml = pitwall.get(RunningPitwall.API + "/openapi.yaml").text();
    document = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    fill();
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static void fill() {
    pitwall.post(
        RunningPitwall.API + "/agent-performance",
        """
        {"executions": [
          {"agent_id": "a", "agent_type": "t", "execution_time": 50, "success": false, "memory_usage": 900,
           "queue_wait": 1, "tokens": {"input": 5}, "cost_usd": 0.1},
          {"agent_id": "b", "agent_type": "t", "execution_time": 1, "success": true}]}
        """);
    pitwall.post(
        "/v1/traces",
        """
        {"resourceSpans": [{"scopeSpans": [{"spans": [
          {"traceId": "%s", "spanId": "00000000000000aa", "name": "chat m", "startTimeUnixNano": "1772366300000000000",
           "endTimeUnixNano": "1772366301000000000", "status": {"code": 2, "message": "no"},
           "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                          {"key": "gen_ai.request.model", "value": {"stringValue": "m"}},
                          {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "7"}}],
           "events": [{"name": "exception", "timeUnixNano": "1772366300500000000"}],
           "links": [{"traceId": "%s", "spanId": "00000000000000ab"}]},
          {"traceId": "%s", "spanId": "00000000000000ac", "parentSpanId": "00000000000000aa", "name": "SELECT", "kind": 3,
           "startTimeUnixNano": "1772366300000000000", "endTimeUnixNano": "1772366300100000000",
           "attributes": [{"key": "db.system.name", "value": {"stringValue": "postgresql"}},
                          {"key": "db.query.text", "value": {"stringValue": "SELECT 1 FROM t"}}]}]}]}]}
        """
            .formatted(TRACE, TRACE, TRACE));
    pitwall.post(
        RunningPitwall.API + "/frontend/beacon",
        "{\"page\": \"/a/1\", \"vitals\": {\"LCP\": 1200, \"CLS\": 0.3}}");
    pitwall.put(RunningPitwall.API + "/thresholds", "{\"depth\": {\"high\": 1}}");
    pitwall.put(RunningPitwall.API + "/score-settings", "{\"u\": {\"baseline_seconds\": 5}}");
    pitwall.post(
        RunningPitwall.API + "/metrics",
        "{\"name\": \"depth\", \"value\": 5, \"metric_type\": \"gauge\"}");
    pitwall.roundAfter(Duration.ofSeconds(60));
    for (int i = 0; i < 4; i++) {
      pitwall.roundAfter(Duration.ofSeconds(5));
    }
  }

  /** Operations of the description: method and path to the operation. */
  private static Map<String, JsonNode> described() {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .get("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .forEach(
                        entry ->
                            operations.put(
                                entry.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                entry.getValue())));
    return operations;
  }

  private static final Set<String> DASHBOARD =
      Set.of("/assets/{name}", "/third-party-licences.txt", "/{page*}");

  /** Routes that belong to the interface: no telemetry protocol, no page, nothing of later. */
  private static Map<String, Route> served() {
    return pitwall.application().routes().stream()
        .filter(route -> !route.path().startsWith("/v1/"))
        .filter(route -> !route.path().equals("/api/v1/write"))
        .filter(route -> !DASHBOARD.contains(route.path()))
        .filter(route -> !Api.isOfLaterVersion(route))
        .collect(
            Collectors.toMap(
                route -> route.method() + " " + route.path(),
                route -> route,
                (one, other) -> one,
                TreeMap::new));
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    assertThat(described().keySet()).isEqualTo(served().keySet());
  }

  @Test
  void parametersAndScopesAreThoseOfTheRoutes() {
    Map<String, Route> routes = served();
    described()
        .forEach(
            (name, operation) -> {
              Route route = Objects.requireNonNull(routes.get(name), name);
              assertThat(parameters(operation, "query"))
                  .as(name)
                  .isEqualTo(new TreeSet<>(route.queryNames()));
              assertThat(parameters(operation, "path"))
                  .as(name)
                  .allMatch(parameter -> route.path().contains("{" + parameter + "}"));
              JsonNode scopes = operation.get("security");
              String scope = scopes.size() == 1 ? "open" : scopes.at("/1/bearer/0").asString();
              assertThat(Access.valueOf(scope.toUpperCase(Locale.ROOT)))
                  .as(name)
                  .isEqualTo(route.access());
            });
  }

  private static Set<String> parameters(JsonNode operation, String in) {
    return StreamSupport.stream(operation.path("parameters").spliterator(), false)
        .map(OpenApiIT::resolved)
        .filter(parameter -> parameter.get("in").asString().equals(in))
        .map(parameter -> parameter.get("name").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /summary?hours=1,                       /summary",
    "GET,  /alerts,                                /alerts",
    "GET,  /recommendations?state=all,             /recommendations",
    "GET,  /historical?hours=168,                  /historical",
    "GET,  /agents/a,                              /agents/{agent_id}",
    "GET,  /agents,                                /agents",
    "GET,  /agents?columnar=1,                     /agents",
    "GET,  /system/status,                         /system/status",
    "GET,  /thresholds,                            /thresholds",
    "GET,  /score-settings,                        /score-settings",
    "GET,  /overview,                              /overview",
    "GET,  /series?metric=system.memory.usage,     /series",
    "GET,  /runs,                                  /runs",
    "GET,  /runs/0000000000000000000000000000c0de, /runs/{trace_id}",
    "GET,  /runs/0000000000000000000000000000c0de/spans, /runs/{trace_id}/spans",
    "GET,  /database/queries,                      /database/queries",
    "GET,  /endpoints,                             /endpoints",
    "GET,  /external,                              /external",
    "GET,  /frontend,                              /frontend",
    "GET,  /workflows,                             /workflows",
    "GET,  /workflows/WORKFLOW,                     /workflows/{name}",
    "POST, /alerts/ALERT/acknowledge,              /alerts/{id}/acknowledge",
    "GET,  /alerts?pending=true,                   /alerts",
    "GET,  /alert-rules,                           /alert-rules",
    "POST, /alert-rules,                           /alert-rules",
    "GET,  /alert-rules/stuck-run,                 /alert-rules/{id}",
    "POST, /alert-rules/backtest,                  /alert-rules/backtest",
    "POST, /silences,                              /silences",
    "GET,  /silences,                              /silences",
    "GET,  /runs/0000000000000000000000000000c0de/critical-path, /runs/{trace_id}/critical-path",
    "GET,  /scaling,                               /scaling",
    "GET,  /ledger,                                /ledger",
    "GET,  /notifications,                         /notifications",
    "GET,  /channels,                              /channels",
    "POST, /recommendations/ADVICE/accept,         /recommendations/{id}/accept",
    "POST, /recommendations/ADVICE/dismiss,        /recommendations/{id}/dismiss",
    "POST, /recommendations/ADVICE/apply,          /recommendations/{id}/apply",
    "POST, /metrics,                               /metrics",
    "POST, /agent-performance,                     /agent-performance",
    "PUT,  /thresholds,                            /thresholds",
    "PUT,  /score-settings,                        /score-settings",
  })
  void answersAreAsDescribed(String method, String path, String template) {
    JsonNode operation = operation(method, RunningPitwall.API + template);

    Answer answer =
        method.equals("GET")
            ? pitwall.get(RunningPitwall.API + withIds(path))
            : pitwall.send(
                pitwall.json(RunningPitwall.API + withIds(path), example(operation), method));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertValid(answer, operation.at("/responses/200/content/application~1json/schema"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /summary?hours=0,   /summary,           422",
    "GET,  /agents/none,       /agents/{agent_id}, 404",
    "POST, /metrics,           /metrics,           400",
    "PUT,  /thresholds,        /thresholds,        400",
  })
  void problemsAreAsDescribed(String method, String path, String template, String status) {
    JsonNode operation = operation(method, RunningPitwall.API + template);

    Answer answer = pitwall.send(pitwall.json(RunningPitwall.API + path, "{", method));

    assertThat(answer.status()).isEqualTo(Integer.parseInt(status));
    JsonNode response = resolved(operation.get("responses").get(status));
    assertValid(answer, response.at("/content/application~1problem+json/schema"));
  }

  @Test
  void healthIsAsDescribed() {
    for (String path : new String[] {"/healthz", "/readyz"}) {
      assertValid(
          pitwall.get(path),
          operation("GET", path).at("/responses/200/content/application~1json/schema"));
    }
  }

  @Test
  void examplesAreValid() {
    int examples = 0;
    for (JsonNode operation : described().values()) {
      for (JsonNode content : operation.findValues("content")) {
        for (JsonNode media : content) {
          if (media.has("example")) {
            assertValid(media.get("example").toString(), media.get("schema"), "example");
            examples++;
          }
          for (JsonNode example : media.path("examples")) {
            assertValid(example.get("value").toString(), media.get("schema"), "example");
            examples++;
          }
        }
      }
    }
    assertThat(examples).isGreaterThan(8);
  }

  private static JsonNode operation(String method, String path) {
    String name = method + " " + path;
    return Objects.requireNonNull(described().get(name), name);
  }

  private static String withIds(String path) {
    return path.replace(
            "WORKFLOW",
            pitwall
                .get(RunningPitwall.API + "/workflows")
                .at("/workflows/0/name")
                .asString("none")
                .replace(" ", "%20"))
        .replace("ALERT", pitwall.engine().alerts().active().getFirst().id())
        .replace(
            "ADVICE",
            pitwall.engine().recommendations().open().isEmpty()
                ? "none"
                : pitwall.engine().recommendations().open().getFirst().id());
  }

  private static String example(JsonNode operation) {
    JsonNode examples = operation.at("/requestBody/content/application~1json/examples");
    return examples.isMissingNode() ? "" : examples.iterator().next().get("value").toString();
  }

  private static void assertValid(Answer answer, JsonNode schema) {
    assertValid(answer.text(), schema, "answer");
  }

  /**
   * Checks against a schema that allows no field it does not name: a client may bear more fields,
   * but the server has to name all it sends.
   */
  private static void assertValid(String json, JsonNode schema, String what) {
    assertThat(schema.isObject()).as("schema of the " + what).isTrue();
    ObjectNode whole = JSON.createObjectNode();
    whole.set("$defs", closed(document.at("/components/schemas").deepCopy()));
    whole.setAll((ObjectNode) schema.deepCopy());
    Schema validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                whole.toString().replace("#/components/schemas/", "#/$defs/"), InputFormat.JSON);
    assertThat(validator.validate(json, InputFormat.JSON)).as(json).isEmpty();
  }

  private static JsonNode closed(JsonNode node) {
    for (JsonNode child : node) {
      closed(child);
    }
    if (node instanceof ObjectNode object
        && object.has("properties")
        && object.path("type").toString().contains("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    return node;
  }
}
