package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Handler HANDLER = _ -> Response.empty(204);
  private static final Route LIST = Route.get("/agents", Access.READ, HANDLER);
  private static final Route ONE = Route.get("/agents/{id}", Access.READ, HANDLER);
  private static final Route BEST = Route.get("/agents/best", Access.READ, HANDLER);
  private static final Route RENAME = Route.put("/agents/{name}", Access.ADMIN, HANDLER);
  private static final Route FILES = Route.get("/{path*}", Access.OPEN, HANDLER);
  private final Router router = new Router(List.of(LIST, ONE, BEST, RENAME));

  @Test
  void findsLiteralBeforeName() {
    assertThat(router.match("GET", "/agents")).isEqualTo(found(LIST, Map.of()));
    assertThat(router.match("GET", "/agents/best")).isEqualTo(found(BEST, Map.of()));
    assertThat(router.match("GET", "/agents/7")).isEqualTo(found(ONE, Map.of("id", "7")));
  }

  @Test
  void namesArePerRoute() {
    assertThat(router.match("PUT", "/agents/7")).isEqualTo(found(RENAME, Map.of("name", "7")));
  }

  @Test
  void decodesSegmentsAfterSplitting() {
    assertThat(router.match("GET", "/agents/a%2Fb+c%20d%C3%BC"))
        .isEqualTo(found(ONE, Map.of("id", "a/b+c dü")));
  }

  @Test
  void brokenPercentEncodingIsTheCallersFault() {
    assertThatThrownBy(() -> router.match("GET", "/agents/%zz"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  @Test
  void headFindsGet() {
    assertThat(router.match("HEAD", "/agents")).isEqualTo(found(LIST, Map.of()));
  }

  @Test
  void tellsOtherMethods() {
    assertThat(router.match("POST", "/agents/7"))
        .isEqualTo(new Router.Match.OtherMethods(Set.of("GET", "HEAD", "OPTIONS", "PUT")));
    assertThat(router.match("PUT", "/agents/best"))
        .isEqualTo(new Router.Match.OtherMethods(Set.of("GET", "HEAD", "OPTIONS")));
  }

  @Test
  void findsNothingElse() {
    for (String path : List.of("/", "/agent", "/agents/", "/agents/7/x", "//agents")) {
      assertThat(router.match("GET", path)).as(path).isEqualTo(new Router.Match.Nothing());
    }
  }

  @Test
  void restTakesWhatNothingElseTakes() {
    var withFiles = new Router(List.of(LIST, ONE, FILES));
    assertThat(withFiles.match("GET", "/")).isEqualTo(found(FILES, Map.of("path", "")));
    assertThat(withFiles.match("GET", "/a/b.js")).isEqualTo(found(FILES, Map.of("path", "a/b.js")));
    assertThat(withFiles.match("GET", "/agents/7/x"))
        .isEqualTo(found(FILES, Map.of("path", "agents/7/x")));
    assertThat(withFiles.match("GET", "/agents/7")).isEqualTo(found(ONE, Map.of("id", "7")));
  }

  @Test
  void whatIsLeftForOneMethodIsNothingForOthers() {
    var withFiles = new Router(List.of(LIST, ONE, FILES));
    assertThat(withFiles.match("POST", "/a")).isEqualTo(new Router.Match.Nothing());
    assertThat(withFiles.match("POST", "/agents"))
        .isEqualTo(new Router.Match.OtherMethods(Set.of("GET", "HEAD", "OPTIONS")));
  }

  @Test
  void refusesTwoRoutesForOnePlace() {
    assertThatThrownBy(
            () -> new Router(List.of(ONE, Route.get("/agents/{other}", Access.READ, HANDLER))))
        .hasMessageContaining("Expected one route for GET /agents/{other}");
  }

  private static Router.Match found(Route route, Map<String, String> parameters) {
    return new Router.Match.Found(route, parameters);
  }
}
