package io.pitwall.engine.intake;

import io.pitwall.engine.price.PriceList;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives a span its meaning: kind, operation, agent, model, tokens, cost, by the semantic table and
 * the price list. One pass over the attributes. Thread-safe.
 */
public final class SpanMapper {
  /** Attributes of the span, else of its resource, that say a version; the first counts. */
  private static final List<String> VERSIONS =
      List.of("gen_ai.agent.version", "traceloop.entity.version", "service.version");

  private final SemanticTable table;
  private final IntakeLimits limits;
  private final PriceList prices;
  private final UnaryOperator<String> admitAgent;
  private final AttributeFilter filter;

  /**
   * A mapper.
   *
   * @param admitAgent given the id of an agent, answers the id under which it is kept
   */
  SpanMapper(
      SemanticTable table,
      IntakeLimits limits,
      PriceList prices,
      UnaryOperator<String> admitAgent) {
    this.table = table;
    this.limits = limits;
    this.prices = prices;
    this.admitAgent = admitAgent;
    filter = new AttributeFilter(table, limits);
  }

  /**
   * A mapper with all conventions and prices that come with the product, which admits any agent.
   */
  public static SpanMapper standard() {
    return new SpanMapper(
        SemanticTable.load(), IntakeLimits.DEFAULT, PriceList.standard(), UnaryOperator.identity());
  }

  /** Attributes, events and links that were cut or left out since start for want of room. */
  long shortened() {
    return filter.shortened();
  }

  /** The span that a raw one stands for; ids and times must have been checked. */
  public Span map(RawSpan received) {
    RawSpan raw = SurroundingSpans.prepared(received);
    SpanMeaning meaning = new SpanMeaning(table, raw, limits.maxNameLength());
    Attributes sent = meaning.read(filter);
    SpanKind kind = meaning.kind();
    String service = cutName(textOr(raw.source().resource().text("service.name"), ""));
    String agentType = meaning.text(SemanticField.AGENT_NAME);
    String agentId = meaning.text(SemanticField.AGENT_ID);
    if (agentType == null) {
      agentType = agentId;
    } else if (agentId == null) {
      agentId = service.isEmpty() ? agentType : service + "/" + agentType;
    }
    Tokens tokens = meaning.tokens();
    String model = meaning.text(SemanticField.MODEL);
    Cost reported = meaning.cost();
    Cost computed = computed(raw, kind, model, tokens, meaning);
    SpanStatus status =
        raw.status() == SpanStatus.UNSET && meaning.has(SemanticField.FAILED)
            ? SpanStatus.ERROR
            : raw.status();
    return Span.builder(
            new TraceId(raw.traceIdHigh(), raw.traceIdLow()),
            raw.spanId(),
            kind,
            cutName(raw.name()))
        .parent(raw.parentSpanId())
        .operation(Operations.name(raw, kind, agentType, meaning, limits.maxNameLength()))
        .service(service)
        .agent(agentId == null ? null : admitAgent.apply(agentId), agentType)
        .workflow(workflow(raw, kind, meaning))
        .time(raw.startNanos(), Math.max(0, raw.endNanos() - raw.startNanos()))
        .queueWait(meaning.nanos(SemanticField.QUEUE_WAIT))
        .status(status)
        .error(errorClass(raw, status, meaning), statusMessage(raw))
        .model(model, meaning.text(SemanticField.PROVIDER))
        .tokens(tokens)
        .cost(reported == null ? computed : reported)
        .attributes(withMeaning(sent, raw, kind, meaning, reported, computed))
        .links(filter.atMost(raw.links()))
        .events(filter.kept(raw.events(), raw.source().scopeName()))
        .build();
  }

  /** Only calls of models are billed; what encloses them repeats their tokens. */
  private @Nullable Cost computed(
      RawSpan raw,
      SpanKind kind,
      @Nullable String model,
      @Nullable Tokens tokens,
      SpanMeaning meaning) {
    if (model == null
        || tokens == null
        || tokens.total() == 0
        || (kind != SpanKind.MODEL && kind != SpanKind.EMBEDDING)) {
      return null;
    }
    long written = Math.max(0, meaning.count(SemanticField.TOKENS_CACHE_WRITE));
    double usd = prices.usd(model, raw.startNanos(), tokens, written);
    return Double.isNaN(usd) ? null : new Cost(usd, Cost.Source.COMPUTED);
  }

  /** What has no field of its own is added to the attributes under one name for all conventions. */
  private Attributes withMeaning(
      Attributes sent,
      RawSpan raw,
      SpanKind kind,
      SpanMeaning meaning,
      @Nullable Cost reported,
      @Nullable Cost computed) {
    Extra extra = new Extra(sent);
    if (kind == SpanKind.AGENT || kind == SpanKind.WORKFLOW) {
      extra.put(SpanAttribute.VERSION, version(raw));
    }
    if (meaning.count(SemanticField.TOKENS_CACHED) == 0) {
      extra.put(SpanAttribute.CACHE_READ_NONE, 0L);
    }
    long firstToken = meaning.nanos(SemanticField.TIME_TO_FIRST_TOKEN);
    if (firstToken >= 0) {
      extra.put(SpanAttribute.TIME_TO_FIRST_TOKEN_MS, firstToken / 1e6);
    }
    long written = meaning.count(SemanticField.TOKENS_CACHE_WRITE);
    if (written > 0) {
      extra.put(SpanAttribute.CACHE_WRITE_TOKENS, written);
    }
    long resends = meaning.count(SemanticField.RESENDS);
    if (resends > 0) {
      extra.put(SpanAttribute.RESENDS, resends);
    }
    extra.put(SpanAttribute.SOFT_ERROR, softError(meaning.value(SemanticField.FINISH_REASON)));
    if (reported != null && computed != null) {
      extra.put(SpanAttribute.COMPUTED_COST_USD, computed.usd());
    }
    extra.put(SpanAttribute.INPUT_HASH, hash(meaning.value(SemanticField.INPUT)));
    extra.put(SpanAttribute.OUTPUT_CHARS, length(meaning.value(SemanticField.OUTPUT)));
    extra.put(SpanAttribute.SESSION, meaning.text(SemanticField.SESSION));
    extra.put(SpanAttribute.TASK, meaning.text(SemanticField.TASK));
    extra.put(SpanAttribute.HANDOFF_FROM, meaning.text(SemanticField.HANDOFF_FROM));
    extra.put(SpanAttribute.HANDOFF_TO, meaning.text(SemanticField.HANDOFF_TO));
    return extra.all();
  }

  private @Nullable String version(RawSpan raw) {
    for (String name : VERSIONS) {
      String own = raw.attributes().text(name);
      String version = own == null ? raw.source().resource().text(name) : own;
      if (version != null && !version.isEmpty()) {
        return cutName(version);
      }
    }
    return null;
  }

  /**
   * Tells equal inputs from others without keeping them: the hash of the text and its length. Two
   * that differ look alike once in four thousand million times, if they are of the same length.
   */
  private static @Nullable Long hash(@Nullable Object input) {
    if (input == null) {
      return null;
    }
    String text = input.toString();
    return ((long) text.hashCode() << 32) | (text.length() & 0x7fff_ffffL) | 1L << 31;
  }

  /** A reason to stop that means that the answer is not whole; providers differ in their words. */
  private static @Nullable String softError(@Nullable Object finishReasons) {
    Object reason =
        finishReasons instanceof List<?> several && !several.isEmpty()
            ? several.getFirst()
            : finishReasons;
    if (reason == null) {
      return null;
    }
    return switch (reason.toString().toLowerCase(Locale.ROOT)) {
      case "error" -> "error";
      case "length", "max_tokens", "max_output_tokens" -> "length";
      case "content_filter", "content-filter", "safety" -> "content_filter";
      default -> null;
    };
  }

  private static @Nullable Long length(@Nullable Object output) {
    return output == null ? null : (Long) (long) output.toString().length();
  }

  /** A workflow span that does not say its workflow is named by its own name. */
  private @Nullable String workflow(RawSpan raw, SpanKind kind, SpanMeaning meaning) {
    String said = meaning.text(SemanticField.WORKFLOW);
    if (said != null || kind != SpanKind.WORKFLOW || raw.name().isEmpty()) {
      return said;
    }
    return cutName(NameNormalizer.normalize(raw.name()));
  }

  /** What failed: said by an attribute, else by the exception that was recorded. */
  private @Nullable String errorClass(RawSpan raw, SpanStatus status, SpanMeaning meaning) {
    String said = meaning.text(SemanticField.ERROR_CLASS);
    if (said != null || status != SpanStatus.ERROR) {
      return said;
    }
    for (SpanEvent event : raw.events()) {
      String type =
          event.name().equals("exception") ? event.attributes().text("exception.type") : null;
      if (type != null) {
        return cutName(type);
      }
    }
    return null;
  }

  private @Nullable String statusMessage(RawSpan raw) {
    String message = raw.statusMessage();
    return message.isEmpty() ? null : Shortened.to(message, limits.maxAttributeLength());
  }

  private static String textOr(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private String cutName(String name) {
    return Shortened.to(name, limits.maxNameLength());
  }

  /** Attributes with a few more, copied when the first is added. */
  private static final class Extra {
    private final Attributes sent;
    private Attributes.@Nullable Builder more;

    Extra(Attributes sent) {
      this.sent = sent;
    }

    /** Adds a value unless it is null or was sent under that very name. */
    void put(String name, @Nullable Object value) {
      if (value == null || sent.get(name) != null) {
        return;
      }
      if (more == null) {
        more = Attributes.builder();
        sent.forEach(more::put);
      }
      more.put(name, value);
    }

    Attributes all() {
      return more == null ? sent : more.build();
    }
  }
}
