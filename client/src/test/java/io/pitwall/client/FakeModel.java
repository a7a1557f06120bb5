package io.pitwall.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model behind the API of OpenAI's chat completions: it wants a tool called as long as nobody
 * told it a tool's result, then answers. Every answer says it took 1,000 tokens, 800 of them
 * cached, and made 50, 20 of them reasoning.
 */
public final class FakeModel implements AutoCloseable {
  private static final String TOOL_CALL =
      """
      "message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
      "function":{"name":"lookUp","arguments":"{\\"invoice\\":\\"4711\\"}"}}]},
      "finish_reason":"tool_calls\"""";
  private static final String ANSWER =
      """
      "message":{"role":"assistant","content":"It is paid."},"finish_reason":"stop\"""";

  private final HttpServer server;
  private final AtomicInteger calls = new AtomicInteger();

  public FakeModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean call = asked.contains("\"tools\"") && !asked.contains("call_1");
      byte[] body =
          """
          {"id":"chatcmpl-%d","object":"chat.completion","created":1700000000,
          "model":"gpt-fake-2026-01-01","choices":[{"index":0,%s}],
          "usage":{"prompt_tokens":1000,"completion_tokens":50,"total_tokens":1050,
          "prompt_tokens_details":{"cached_tokens":800},
          "completion_tokens_details":{"reasoning_tokens":20}}}
          """
              .formatted(calls.incrementAndGet(), call ? TOOL_CALL : ANSWER)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("content-type", "application/json");
      boolean refused = asked.contains("refuse-me");
      exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
