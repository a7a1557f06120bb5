package io.pitwall.client.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Scope;
import io.pitwall.client.SpanRole;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of every observation, with its key values as attributes. Spring AI's chat models,
 * tools and chat clients become model calls, tool calls and tasks. Goes into {@code
 * observationHandler} of an observation registry. Safe for use by many threads.
 */
public final class RecordedObservations implements ObservationHandler<Observation.Context> {
  private static final String OPERATION = "gen_ai.operation.name";

  /** What people and models said, and what tools were given: not telemetry's business. */
  private static final Set<String> CONTENT =
      Set.of(
          "gen_ai.prompt",
          "gen_ai.completion",
          "spring.ai.tool.call.arguments",
          "spring.ai.tool.call.result",
          "spring.ai.vector_store.query.content");

  private final Pitwall pitwall;

  public RecordedObservations(Pitwall pitwall) {
    this.pitwall = pitwall;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return true;
  }

  @Override
  public void onStart(Observation.Context context) {
    ActiveSpan parent = parent(context);
    SpanRole role = role(context);
    String name = String.valueOf(context.getName());
    ActiveSpan span;
    if (parent != null) {
      span = parent.span(name, role);
    } else if (context instanceof ReceiverContext<?> received) {
      span = pitwall.join(traceparent(received), name, role);
    } else {
      span = pitwall.span(name, role);
    }
    context.put(this, span);
    if (context instanceof SenderContext<?> sent) {
      handOver(sent, span);
    }
  }

  @Override
  public void onScopeOpened(Observation.Context context) {
    ActiveSpan span = span(context);
    if (span != null) {
      context.put(ScopeKey.class, new Opened(span.enter(), context.get(ScopeKey.class)));
    }
  }

  @Override
  public void onScopeClosed(Observation.Context context) {
    Opened last = context.get(ScopeKey.class);
    if (last != null) {
      last.scope().close();
      if (last.before() == null) {
        context.remove(ScopeKey.class);
      } else {
        context.put(ScopeKey.class, last.before());
      }
    }
  }

  @Override
  public void onError(Observation.Context context) {
    ActiveSpan span = span(context);
    Throwable error = context.getError();
    if (span != null && error != null) {
      span.error(error);
    }
  }

  @Override
  public void onStop(Observation.Context context) {
    ActiveSpan span = span(context);
    if (span == null) {
      return;
    }
    try (span) {
      String name = context.getContextualName();
      span.name(name == null ? String.valueOf(context.getName()) : name);
      for (KeyValue pair : context.getAllKeyValues()) {
        if (!CONTENT.contains(pair.getKey()) && !pair.getValue().equals(KeyValue.NONE_VALUE)) {
          span.attribute(pair.getKey(), value(pair));
        }
      }
      KeyValue kind = context.getLowCardinalityKeyValue("spring.ai.kind");
      if (kind != null) {
        translate(span, kind.getValue(), context);
      }
      context.remove(this);
    }
  }

  /** Spring AI calls what OpenTelemetry has other words for an operation of the framework. */
  private static void translate(ActiveSpan span, String kind, Observation.Context context) {
    if (kind.equals("tool_call")) {
      span.attribute(OPERATION, "execute_tool");
      KeyValue tool = context.getLowCardinalityKeyValue("spring.ai.tool.definition.name");
      span.attribute("gen_ai.tool.name", tool == null ? null : tool.getValue());
    } else if (kind.equals("chat_client") || kind.equals("advisor")) {
      span.attribute(OPERATION, "execute_task");
    }
  }

  /** Key values are text; counts of tokens are numbers. */
  private static Object value(KeyValue pair) {
    if (pair.getKey().startsWith("gen_ai.usage.")) {
      try {
        return Long.valueOf(pair.getValue());
      } catch (NumberFormatException notANumber) {
        return pair.getValue();
      }
    }
    return pair.getValue();
  }

  private @Nullable ActiveSpan span(Observation.ContextView context) {
    return context.get(this);
  }

  private @Nullable ActiveSpan parent(Observation.Context context) {
    ObservationView outer = context.getParentObservation();
    ActiveSpan span = outer == null ? null : span(outer.getContextView());
    return span == null ? Pitwall.current() : span;
  }

  private static SpanRole role(Observation.Context context) {
    Kind kind = null;
    if (context instanceof SenderContext<?> sent) {
      kind = sent.getKind();
    } else if (context instanceof ReceiverContext<?> received) {
      kind = received.getKind();
    }
    if (kind == null) {
      boolean model = "gen_ai.client.operation".equals(context.getName());
      return model ? SpanRole.CLIENT : SpanRole.INTERNAL;
    }
    return switch (kind) {
      case SERVER -> SpanRole.SERVER;
      case CLIENT -> SpanRole.CLIENT;
      case PRODUCER -> SpanRole.PRODUCER;
      case CONSUMER -> SpanRole.CONSUMER;
    };
  }

  private static <C> @Nullable String traceparent(ReceiverContext<C> received) {
    C carrier = received.getCarrier();
    return carrier == null ? null : received.getGetter().get(carrier, "traceparent");
  }

  private static <C> void handOver(SenderContext<C> sent, ActiveSpan span) {
    C carrier = sent.getCarrier();
    if (carrier != null) {
      sent.getSetter().set(carrier, "traceparent", span.traceparent());
    }
  }

  /** Names what an observation keeps of us. */
  private static final class ScopeKey {}

  private record Opened(Scope scope, @Nullable Opened before) {}
}
