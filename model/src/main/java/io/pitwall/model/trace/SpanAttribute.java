package io.pitwall.model.trace;

/**
 * Names under which a span's attributes hold what every convention says in its own way and what has
 * no field in {@link Span}. They stand beside the attributes that were sent.
 */
public final class SpanAttribute {
  /** From the start of a model call to its first token; a number, milliseconds. */
  public static final String TIME_TO_FIRST_TOKEN_MS = "pitwall.time_to_first_token_ms";

  /** Input tokens that were written to a prompt cache; a whole number. */
  public static final String CACHE_WRITE_TOKENS = "pitwall.tokens.cache_write";

  /** What the price list makes of a call whose cost was reported as well; a number, US dollars. */
  public static final String COMPUTED_COST_USD = "pitwall.cost.computed_usd";

  /** How often the same request was sent before; a whole number. */
  public static final String RESENDS = "pitwall.resends";

  /** Why a model came back without a whole answer: error, length or content_filter. */
  public static final String SOFT_ERROR = "pitwall.soft_error";

  /** Conversation that the span belongs to. */
  public static final String SESSION = "pitwall.session.id";

  /** Task that the span is about. */
  public static final String TASK = "pitwall.task";

  /** Agent that hands work on. */
  public static final String HANDOFF_FROM = "pitwall.handoff.from";

  /** Agent that takes work over. */
  public static final String HANDOFF_TO = "pitwall.handoff.to";

  /**
   * Tells equal inputs (arguments of a tool, a prompt, a query) from others; a whole number other
   * than 0. The input itself is content and not kept.
   */
  public static final String INPUT_HASH = "pitwall.input.hash";

  /** Length of the output (result of a tool, answer of a model), characters; a whole number. */
  public static final String OUTPUT_CHARS = "pitwall.output.chars";

  /** Version of the agent, else of the program, that an agent's or workflow's span tells of. */
  public static final String VERSION = "pitwall.version";

  /**
   * 0 where a source says that nothing was read from a prompt cache; without it, and with no tokens
   * read, the source does not tell.
   */
  public static final String CACHE_READ_NONE = "pitwall.tokens.cache_read";

  private SpanAttribute() {}
}
