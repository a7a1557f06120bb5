package io.pitwall.lab.bench.grpc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * HPACK's two tables seen as one: the static entries, then the newest of the dynamic ones. For one
 * thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541#section-2.3">RFC 7541, section 2.3</a>
 */
final class HeaderTable {

  /** A header's name and value. */
  record Entry(String name, String value) {
    /** The 32 bytes are the specification's estimate of what an entry costs beside its text. */
    int size() {
      return name.length() + value.length() + 32;
    }
  }

  private static final String STATIC =
      """
      :authority
      :method GET
      :method POST
      :path /
      :path /index.html
      :scheme http
      :scheme https
      :status 200
      :status 204
      :status 206
      :status 304
      :status 400
      :status 404
      :status 500
      accept-charset
      accept-encoding gzip, deflate
      accept-language
      accept-ranges
      accept
      access-control-allow-origin
      age
      allow
      authorization
      cache-control
      content-disposition
      content-encoding
      content-language
      content-length
      content-location
      content-range
      content-type
      cookie
      date
      etag
      expect
      expires
      from
      host
      if-match
      if-modified-since
      if-none-match
      if-range
      if-unmodified-since
      last-modified
      link
      location
      max-forwards
      proxy-authenticate
      proxy-authorization
      range
      referer
      refresh
      retry-after
      server
      set-cookie
      strict-transport-security
      transfer-encoding
      user-agent
      vary
      via
      www-authenticate
      """;

  private static final List<Entry> FIXED =
      STATIC
          .lines()
          .map(line -> line.split(" ", 2))
          .map(parts -> new Entry(parts[0], parts.length == 1 ? "" : parts[1]))
          .toList();

  /** Oldest first. */
  private final List<Entry> added = new ArrayList<>();

  private int limit;
  private int size;

  /** An empty dynamic table that holds at most {@code limit} bytes. */
  HeaderTable(int limit) {
    this.limit = limit;
  }

  /** Index of a static entry, 0 if there is none. */
  static int indexOf(String name, String value) {
    return FIXED.indexOf(new Entry(name, value)) + 1;
  }

  /** Index of the first static entry of a name, 0 if there is none. */
  static int indexOf(String name) {
    return 1
        + IntStream.range(0, FIXED.size())
            .filter(i -> FIXED.get(i).name().equals(name))
            .findFirst()
            .orElse(-1);
  }

  /** The entry at an index of 1 or more. */
  Entry get(int index) {
    if (index >= 1 && index <= FIXED.size()) {
      return FIXED.get(index - 1);
    }
    int fromNewest = index - FIXED.size() - 1;
    if (fromNewest < 0 || fromNewest >= added.size()) {
      throw new IllegalArgumentException(
          "Expected a header index in 1.."
              + (FIXED.size() + added.size())
              + ", but got "
              + index
              + " from the server");
    }
    return added.get(added.size() - 1 - fromNewest);
  }

  void add(Entry entry) {
    added.add(entry);
    size += entry.size();
    evict();
  }

  void resize(int newLimit) {
    limit = newLimit;
    evict();
  }

  private void evict() {
    while (size > limit) {
      size -= added.removeFirst().size();
    }
  }
}
