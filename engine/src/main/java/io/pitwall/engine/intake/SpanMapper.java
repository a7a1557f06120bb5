package io.pitwall.engine.intake;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives a span its meaning: kind, operation, agent, model, tokens, cost, by the semantic table. One
 * pass over the attributes. Thread-safe.
 */
final class SpanMapper {
  private final SemanticTable table;
  private final IntakeLimits limits;
  private final UnaryOperator<String> admitAgent;
  private final AttributeFilter filter;

  /**
   * A mapper.
   *
   * @param admitAgent given the id of an agent, answers the id under which it is kept
   */
  SpanMapper(SemanticTable table, IntakeLimits limits, UnaryOperator<String> admitAgent) {
    this.table = table;
    this.limits = limits;
    this.admitAgent = admitAgent;
    filter = new AttributeFilter(table, limits);
  }

  /** Attributes, events and links that were cut or left out since start for want of room. */
  long shortened() {
    return filter.shortened();
  }

  /** The span that a raw one stands for; ids and times must have been checked. */
  Span map(RawSpan sent) {
    RawSpan raw = SurroundingSpans.prepared(sent);
    Meaning meaning = new Meaning(raw.role());
    Attributes kept = meaning.read(raw.attributes());
    SpanKind kind = meaning.kind == null ? kindByRole(raw) : meaning.kind;
    String service = cutName(textOr(raw.source().resource().text("service.name"), ""));
    String agentType = meaning.text(SemanticField.AGENT_NAME);
    String agentId = meaning.text(SemanticField.AGENT_ID);
    if (agentType == null) {
      agentType = agentId;
    } else if (agentId == null) {
      agentId = service.isEmpty() ? agentType : service + "/" + agentType;
    }
    return Span.builder(
            new TraceId(raw.traceIdHigh(), raw.traceIdLow()),
            raw.spanId(),
            kind,
            cutName(raw.name()))
        .parent(raw.parentSpanId())
        .operation(operation(raw, kind, agentType, meaning))
        .service(service)
        .agent(agentId == null ? null : admitAgent.apply(agentId), agentType)
        .workflow(workflow(raw, kind, meaning))
        .time(raw.startNanos(), Math.max(0, raw.endNanos() - raw.startNanos()))
        .queueWait(meaning.queueWaitNanos())
        .status(raw.status())
        .error(errorClass(raw, meaning), statusMessage(raw))
        .model(meaning.text(SemanticField.MODEL), meaning.text(SemanticField.PROVIDER))
        .tokens(meaning.tokens())
        .cost(meaning.cost())
        .attributes(kept)
        .links(filter.atMost(raw.links()))
        .events(filter.kept(raw.events()))
        .build();
  }

  private static SpanKind kindByRole(RawSpan raw) {
    return switch (raw.role()) {
      case PRODUCER, CONSUMER -> SpanKind.MESSAGING;
      case UNSPECIFIED, INTERNAL, SERVER, CLIENT -> SpanKind.INTERNAL;
    };
  }

  private String operation(
      RawSpan raw, SpanKind kind, @Nullable String agentType, Meaning meaning) {
    String known =
        switch (kind) {
          case MODEL, EMBEDDING -> meaning.text(SemanticField.MODEL);
          case TOOL -> meaning.text(SemanticField.TOOL);
          case AGENT -> agentType;
          case WORKFLOW -> meaning.text(SemanticField.WORKFLOW);
          case RETRIEVAL -> meaning.text(SemanticField.DATA_SOURCE);
          case DATABASE -> meaning.text(SemanticField.DB_OPERATION);
          case MESSAGING -> meaning.text(SemanticField.DESTINATION);
          case HTTP_SERVER -> joined(meaning, SemanticField.HTTP_METHOD, SemanticField.HTTP_ROUTE);
          case HTTP_CLIENT -> joined(meaning, SemanticField.HTTP_METHOD, SemanticField.PEER);
          case TASK, FRONTEND, INTERNAL -> null;
        };
    String name = known == null ? NameNormalizer.normalize(raw.name()) : known;
    return name.isEmpty() ? "unnamed" : cutName(name);
  }

  /** A workflow span that does not say its workflow is named by its own name. */
  private @Nullable String workflow(RawSpan raw, SpanKind kind, Meaning meaning) {
    String said = meaning.text(SemanticField.WORKFLOW);
    if (said != null || kind != SpanKind.WORKFLOW || raw.name().isEmpty()) {
      return said;
    }
    return cutName(NameNormalizer.normalize(raw.name()));
  }

  private static @Nullable String joined(Meaning meaning, SemanticField first, SemanticField then) {
    String one = meaning.text(first);
    String other = meaning.text(then);
    return one == null || other == null ? other : one + " " + other;
  }

  /** What failed: said by an attribute, else by the exception that was recorded. */
  private @Nullable String errorClass(RawSpan raw, Meaning meaning) {
    String said = meaning.text(SemanticField.ERROR_CLASS);
    if (said != null || raw.status() != SpanStatus.ERROR) {
      return said;
    }
    return raw.events().stream()
        .filter(event -> event.name().equals("exception"))
        .map(event -> event.attributes().text("exception.type"))
        .filter(type -> type != null)
        .findFirst()
        .map(this::cutName)
        .orElse(null);
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

  /** What the attributes of one span say. */
  private final class Meaning {
    private final RawSpan.Role role;
    private final Map<SemanticField, Object> values = new EnumMap<>(SemanticField.class);
    private final Map<SemanticField, Integer> ranks = new EnumMap<>(SemanticField.class);
    private double queueUnit = 1;
    private @Nullable SpanKind kind;

    Meaning(RawSpan.Role role) {
      this.role = role;
    }

    /** Takes in the attributes and returns those that are kept. */
    Attributes read(Attributes attributes) {
      Attributes.Builder kept = Attributes.builder();
      boolean all = true;
      for (int i = 0; i < attributes.size(); i++) {
        String name = attributes.name(i);
        Object value = attributes.value(i);
        List<SemanticRule> rules = table.rules(name);
        for (int r = 0; r < rules.size(); r++) {
          learn(rules.get(r), value);
        }
        Object cut = filter.kept(name, value, rules, kept.size());
        all &= value.equals(cut);
        if (cut != null) {
          kept.put(name, cut);
        }
      }
      return all ? attributes : kept.build();
    }

    private void learn(SemanticRule rule, Object value) {
      Integer rank = ranks.get(rule.field());
      if (rank != null && rank <= rule.rank()) {
        return;
      }
      if (rule.field() == SemanticField.KIND) {
        SpanKind told = rule.kindFor(value.toString(), role);
        if (told == null) {
          return;
        }
        kind = told;
      } else if (value instanceof List<?> || value.equals("")) {
        return;
      } else if (rule.field() == SemanticField.QUEUE_WAIT) {
        queueUnit = rule.nanosPerUnit();
      }
      values.put(rule.field(), value);
      ranks.put(rule.field(), rule.rank());
    }

    @Nullable String text(SemanticField field) {
      Object value = values.get(field);
      return value == null || value instanceof List<?> ? null : cutName(value.toString());
    }

    /** A count of 0 or more, -1 if the field is absent or makes no sense. */
    private long count(SemanticField field) {
      double number = number(field);
      return number >= 0 && number <= 1e15 ? (long) number : -1;
    }

    private double number(SemanticField field) {
      return switch (values.get(field)) {
        case Number number -> number.doubleValue();
        case String text -> Attributes.of("n", text).number("n");
        case null, default -> Double.NaN;
      };
    }

    @Nullable Tokens tokens() {
      long input = count(SemanticField.TOKENS_INPUT);
      long output = count(SemanticField.TOKENS_OUTPUT);
      if (input < 0 && output < 0) {
        return null;
      }
      return new Tokens(
          Math.max(0, input),
          Math.max(0, output),
          Math.max(0, count(SemanticField.TOKENS_CACHED)),
          Math.max(0, count(SemanticField.TOKENS_REASONING)));
    }

    /** In US dollars; a cost in another currency is kept as an attribute only. */
    @Nullable Cost cost() {
      String currency = text(SemanticField.COST_CURRENCY);
      if (currency != null && !currency.equalsIgnoreCase("USD")) {
        return null;
      }
      double usd = number(SemanticField.COST);
      return usd >= 0 && Double.isFinite(usd) ? new Cost(usd, Cost.Source.REPORTED) : null;
    }

    long queueWaitNanos() {
      double wait = number(SemanticField.QUEUE_WAIT) * queueUnit;
      return wait >= 0 && wait < Long.MAX_VALUE ? (long) wait : Span.UNKNOWN;
    }
  }
}
