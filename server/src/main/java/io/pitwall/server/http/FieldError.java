package io.pitwall.server.http;

/**
 * What is wrong with one field of a request.
 *
 * @param field path of the field, e.g. {@code metrics[3].value}, or the name of a query parameter
 * @param expected what would have been taken
 * @param got what came, shortened to {@link #MAX_GOT} characters
 */
public record FieldError(String field, String expected, String got) {

  /** Longest part of a value that is repeated to the caller. */
  public static final int MAX_GOT = 200;

  public FieldError {
    got = got.length() <= MAX_GOT ? got : got.substring(0, MAX_GOT) + "…";
  }

  /** One sentence for people. */
  public String sentence() {
    return field + ": expected " + expected + ", but got " + got;
  }
}
