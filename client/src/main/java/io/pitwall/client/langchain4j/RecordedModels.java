package io.pitwall.client.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records every call of a chat model, streaming or not, inside the current span. Goes into the
 * {@code listeners} of a model's builder. Safe for use by many threads and models; content of
 * messages is not recorded.
 */
public final class RecordedModels implements ChatModelListener {
  private final Pitwall pitwall;

  public RecordedModels(Pitwall pitwall) {
    this.pitwall = pitwall;
  }

  @Override
  public void onRequest(ChatModelRequestContext request) {
    ActiveSpan call = pitwall.model(request.chatRequest().parameters().modelName());
    call.attribute("gen_ai.provider.name", provider(request.modelProvider()));
    request.attributes().put(this, call);
  }

  @Override
  public void onResponse(ChatModelResponseContext response) {
    if (response.attributes().remove(this) instanceof ActiveSpan call) {
      try (call) {
        fill(call, response.chatResponse());
      }
    }
  }

  @Override
  public void onError(ChatModelErrorContext failure) {
    if (failure.attributes().remove(this) instanceof ActiveSpan call) {
      call.error(failure.error()).close();
    }
  }

  private static void fill(ActiveSpan call, ChatResponse response) {
    call.attribute("gen_ai.response.model", response.modelName());
    call.attribute("gen_ai.response.id", response.id());
    TokenUsage usage = response.tokenUsage();
    if (usage != null) {
      call.tokens(orUnknown(usage.inputTokenCount()), orUnknown(usage.outputTokenCount()));
      call.cachedTokens(detail(usage, "inputTokensDetails", "cachedTokens"));
      call.cachedTokens(detail(usage, "cacheReadInputTokens", "longValue"));
      call.reasoningTokens(detail(usage, "outputTokensDetails", "reasoningTokens"));
    }
  }

  private static long orUnknown(@Nullable Integer tokens) {
    return tokens == null ? -1 : tokens;
  }

  /** What some providers tell in classes of their own modules, -1 if this one does not. */
  private static long detail(TokenUsage usage, String details, String count) {
    try {
      Object found = usage.getClass().getMethod(details).invoke(usage);
      Object tokens = found == null ? null : found.getClass().getMethod(count).invoke(found);
      return tokens instanceof Number number ? number.longValue() : -1;
    } catch (ReflectiveOperationException | RuntimeException notThere) {
      return -1;
    }
  }

  /** The well-known values of OpenTelemetry, where there is one. */
  private static @Nullable String provider(@Nullable ModelProvider provider) {
    if (provider == null) {
      return null;
    }
    return Map.of(
            "OPEN_AI", "openai",
            "ANTHROPIC", "anthropic",
            "AMAZON_BEDROCK", "aws.bedrock",
            "GOOGLE_AI_GEMINI", "gcp.gemini",
            "GOOGLE_GENAI", "gcp.gemini",
            "GOOGLE_VERTEX_AI_GEMINI", "gcp.vertex_ai",
            "GOOGLE_VERTEX_AI_ANTHROPIC", "gcp.vertex_ai",
            "MICROSOFT_FOUNDRY", "azure.ai.inference",
            "AZURE_OPEN_AI", "azure.ai.openai",
            "WATSONX", "ibm.watsonx.ai")
        .getOrDefault(provider.name(), provider.name().toLowerCase(Locale.ROOT));
  }
}
