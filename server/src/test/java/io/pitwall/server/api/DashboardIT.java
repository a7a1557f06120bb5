package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the files of the dashboard are served. What they do is tested in a browser. */
class DashboardIT {
  private static final Pattern SCRIPT = Pattern.compile("src=\"\\./(assets/[^\"]+\\.js)\"");
  private static RunningPitwall pitwall;

  @BeforeAll
  static void start(@TempDir Path folder) {
    pitwall = RunningPitwall.in(folder);
  }

  @AfterAll
  static void stop() {
    pitwall.close();
  }

  private static Answer page(String path, String... headers) {
    var request = pitwall.request(path).header("Accept", "text/html,*/*;q=0.8");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return pitwall.send(request.GET());
  }

  @Test
  void thePageLoadsNothingFromElsewhereAndRunsNothingInside() {
    Answer page = pitwall.get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http", "data:", "*"));
    assertThat(page.text())
        .contains("<base href=\"./\" />")
        .doesNotContain("http://", "https://", "<style", "onclick", " style=", "src=\"/");
  }

  @Test
  void aPageThatIsKnownIsNotSentAgain() {
    String tag = pitwall.get("/").headers().firstValue("ETag").orElseThrow();

    assertThat(page("/", "If-None-Match", tag).status()).isEqualTo(304);
  }

  @Test
  void everyAddressIsAPageForBrowsersAndKnowsWhereItsFilesAre() {
    assertThat(page("/fleet?range=6h&anything=goes").text()).contains("<base href=\"./\" />");
    assertThat(page("/runs/7f3a").text()).contains("<base href=\"../\" />");
    assertThat(page("/agents/a%2Fb").text()).contains("<base href=\"../\" />");
    assertThat(page("/alerts/rules/new").text()).contains("<base href=\"../../\" />");
  }

  @Test
  void thePrefixOfAProxyIsTakenOverIfItIsOne() {
    assertThat(page("/runs/7", "X-Forwarded-Prefix", "/ops/pitwall/").text())
        .contains("<base href=\"/ops/pitwall/\" />");
    assertThat(page("/runs/7", "X-Forwarded-Prefix", "//evil.example").text())
        .contains("<base href=\"../\" />");
    assertThat(page("/runs/7", "X-Forwarded-Prefix", "/\"><script>").text())
        .contains("<base href=\"../\" />");
  }

  @Test
  void programsAreToldWhatIsNotThere() {
    assertThat(pitwall.get("/fleet").status()).isEqualTo(404);
    assertThat(page("/api/performance/sumary").status()).isEqualTo(404);
    assertThat(page("/v1/trace").status()).isEqualTo(404);
    assertThat(page("/assets/none.js").status()).isEqualTo(404);
    assertThat(page("/assets/..%2Findex.html").status()).isEqualTo(404);
    assertThat(pitwall.post("/fleet", "{}").status()).isEqualTo(404);
  }

  @Test
  void filesWithAHashInTheirNameAreKeptForEver() {
    Matcher script = SCRIPT.matcher(pitwall.get("/").text());
    assumeThat(script.find()).as("the dashboard is part of this build").isTrue();

    Answer packed =
        pitwall.send(
            pitwall.request("/" + script.group(1)).header("Accept-Encoding", "gzip").GET());
    Answer plain = pitwall.get("/" + script.group(1));

    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
    assertThat(plain.text()).contains("import");
    assertThat(pitwall.get("/third-party-licences.txt").text()).contains("react 19");
  }
}
