package io.pitwall.engine.intake;

/**
 * Makes routes of raw paths: {@code /orders/8123?full=1} becomes {@code /orders/{id}}. What looks
 * like an id, a date, an address or a token is left out; so is everything but the path. A guess,
 * for where nobody says the route.
 */
public final class RouteTemplate {
  private static final String PLACEHOLDER = "{id}";
  private static final int MOST_SEGMENTS = 12;
  private static final int LONGEST_SEGMENT = 40;
  private static final int TOKEN_LENGTH = 16;
  private static final int TOKEN_DIGITS = 3;

  /**
   * The template of a path.
   *
   * @param pathOrUrl a path or a whole URL, with or without a query
   * @return begins with a slash; at most some 500 characters
   */
  public static String of(String pathOrUrl) {
    String path = path(pathOrUrl);
    StringBuilder template = new StringBuilder(path.length());
    int segments = 0;
    int at = 0;
    while (at < path.length()) {
      if (path.charAt(at) == '/') {
        at++;
        continue;
      }
      int end = path.indexOf('/', at);
      end = end < 0 ? path.length() : end;
      if (++segments > MOST_SEGMENTS) {
        return template.append("/…").toString();
      }
      template.append('/').append(segment(path.substring(at, end)));
      at = end;
    }
    return template.isEmpty() ? "/" : template.toString();
  }

  private static String path(String pathOrUrl) {
    int scheme = pathOrUrl.indexOf("://");
    int from = 0;
    if (scheme >= 0 && pathOrUrl.lastIndexOf('/', scheme) < 0) {
      from = pathOrUrl.indexOf('/', scheme + 3);
      if (from < 0) {
        return "/";
      }
    }
    int to = pathOrUrl.length();
    for (char end : new char[] {'?', '#', ';'}) {
      int found = pathOrUrl.indexOf(end, from);
      to = found >= 0 && found < to ? found : to;
    }
    return pathOrUrl.substring(from, to);
  }

  private static String segment(String segment) {
    if (segment.startsWith("{") || segment.startsWith(":")) {
      return segment.length() > LONGEST_SEGMENT ? PLACEHOLDER : segment;
    }
    int digits = 0;
    int others = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (Character.isDigit(c)) {
        digits++;
      } else if (c == '@' || c == '%' || c == '=' || c == '\'' || c == '"' || c < ' ') {
        return PLACEHOLDER;
      } else if (c != '-' && c != '_' && c != '.') {
        others++;
      }
    }
    boolean token = segment.length() >= TOKEN_LENGTH && digits >= TOKEN_DIGITS;
    if (segment.length() > LONGEST_SEGMENT || token || (digits > 0 && others == 0)) {
      return PLACEHOLDER;
    }
    return digits == 0 ? segment : withoutNumbers(NameNormalizer.normalize(segment));
  }

  /** {@code order-8123.json} to {@code order-{id}.json}: parts of four digits or more. */
  private static String withoutNumbers(String segment) {
    StringBuilder out = new StringBuilder(segment.length());
    int at = 0;
    while (at < segment.length()) {
      int end = at;
      while (end < segment.length() && Character.isDigit(segment.charAt(end))) {
        end++;
      }
      if (end - at >= 4) {
        out.append(PLACEHOLDER);
      } else {
        out.append(segment, at, end);
      }
      if (end < segment.length()) {
        out.append(segment.charAt(end));
      }
      at = end + 1;
    }
    return out.toString();
  }

  private RouteTemplate() {}
}
