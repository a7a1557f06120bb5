package io.pitwall.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reading of {@code Content-Type}, {@code Accept} and {@code Accept-Encoding}. */
public final class MediaTypes {

  private MediaTypes() {}

  /** A media type in lower case without its parameters. */
  public static String bare(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  static boolean isJson(String bare) {
    return bare.equals("application/json") || bare.endsWith("+json");
  }

  /** Whether gzip saves anything on this type. */
  static boolean isCompressible(String contentType) {
    String bare = bare(contentType);
    return bare.startsWith("text/")
        || isJson(bare)
        || bare.equals("application/javascript")
        || bare.equals("application/openmetrics-text")
        || bare.equals("application/yaml")
        || bare.equals("application/wasm")
        || bare.equals("image/svg+xml");
  }

  /**
   * Picks the type the caller likes best (RFC 9110, 12.5.1).
   *
   * @param accept the {@code Accept} header, if there is one
   * @param offered types on offer, the server's favourite first
   * @throws ProblemException 406 if none is acceptable
   */
  public static String negotiate(Optional<String> accept, List<String> offered) {
    if (accept.isEmpty()) {
      return offered.getFirst();
    }
    String best = "";
    double bestQuality = 0;
    for (String offer : offered) {
      double quality = quality(accept.get(), bare(offer));
      if (quality > bestQuality) {
        best = offer;
        bestQuality = quality;
      }
    }
    if (best.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              406,
              "Expected Accept to allow one of "
                  + String.join(", ", offered)
                  + ", but got "
                  + accept.get()));
    }
    return best;
  }

  /** Whether gzip may be used on the answer. */
  public static boolean acceptsGzip(Optional<String> acceptEncoding) {
    return acceptEncoding.isPresent()
        && Math.max(weight(acceptEncoding.get(), "gzip"), weight(acceptEncoding.get(), "x-gzip"))
            > 0;
  }

  /** The quality of the most specific range that matches. */
  private static double quality(String accept, String type) {
    double quality = 0;
    int specificity = -1;
    for (String range : accept.split(",")) {
      String pattern = bare(range);
      int matched = -1;
      if (pattern.equals(type)) {
        matched = 2;
      } else if (pattern.endsWith("/*")
          && type.startsWith(pattern.substring(0, pattern.length() - 1))) {
        matched = 1;
      } else if (pattern.equals("*/*")) {
        matched = 0;
      }
      if (matched > specificity) {
        specificity = matched;
        quality = weightOf(range);
      }
    }
    return quality;
  }

  private static double weight(String header, String token) {
    double any = 0;
    for (String item : header.split(",")) {
      String name = bare(item);
      if (name.equals(token)) {
        return weightOf(item);
      } else if (name.equals("*")) {
        any = weightOf(item);
      }
    }
    return any;
  }

  private static double weightOf(String item) {
    for (String parameter : item.split(";")) {
      String trimmed = parameter.strip();
      if (trimmed.regionMatches(true, 0, "q=", 0, 2)) {
        try {
          return Double.parseDouble(trimmed.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
