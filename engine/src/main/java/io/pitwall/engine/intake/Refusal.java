package io.pitwall.engine.intake;

/**
 * Why a record was not taken.
 *
 * @param reason short stable name under which it is counted, e.g. {@code time_too_old}
 * @param field path of the field in the request, e.g. {@code metrics[3].value}
 * @param expected what would have been taken
 * @param got what came, shortened
 */
public record Refusal(String reason, String field, String expected, String got) {

  /** One sentence for people. */
  public String sentence() {
    return field + ": expected " + expected + ", but got " + got;
  }
}
