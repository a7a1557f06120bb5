package io.pitwall.server.api;

import io.pitwall.server.http.Query;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The place where the next page begins, as an opaque word. */
final class Cursor {
  static final String PARAMETER = "cursor";

  private static final String SEPARATOR = "\u0001";

  /** A word that holds these parts, none of which is empty. */
  static String of(String... parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the cursor of a request.
   *
   * @param count number of parts it must have
   * @param reader makes the place of its parts; may throw an IllegalArgumentException
   * @throws io.pitwall.server.http.ProblemException 422 if it is not one of ours
   */
  static <T> Optional<T> read(Query query, int count, Function<List<String>, T> reader) {
    Optional<String> word = query.text(PARAMETER);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(word.get()), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split(SEPARATOR, -1));
      if (parts.size() == count) {
        return Optional.of(reader.apply(parts));
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw Query.wrong(PARAMETER, "the next_cursor of an answer to the same question", word.get());
  }

  private Cursor() {}
}
