package io.pitwall.server.ingest.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that were decoded lately, so that the names and values that come with every span are
 * one object each instead of thousands. One entry for each place; a newer text takes the place of
 * an older one. Thread-safe; at worst a text is decoded once more.
 */
public final class TextCache {
  private static final int PLACES = 8192;
  private static final int LONGEST = 48;

  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

  @SuppressWarnings("ArrayRecordComponent") // compared by hand
  private record Entry(byte[] bytes, String text) {}

  /** The UTF-8 text at a place in a buffer; faulty bytes become U+FFFD. */
  public String get(byte[] buffer, int from, int length) {
    if (length == 0) {
      return "";
    }
    if (length > LONGEST) {
      return new String(buffer, from, length, StandardCharsets.UTF_8);
    }
    int place = ByteHash.of(buffer, from, length) & (PLACES - 1);
    Entry entry = entries.getAcquire(place);
    if (entry != null
        && Arrays.equals(entry.bytes, 0, entry.bytes.length, buffer, from, from + length)) {
      return entry.text;
    }
    String text = new String(buffer, from, length, StandardCharsets.UTF_8);
    entries.setRelease(place, new Entry(Arrays.copyOfRange(buffer, from, from + length), text));
    return text;
  }
}
