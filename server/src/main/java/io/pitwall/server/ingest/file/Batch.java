package io.pitwall.server.ingest.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Items that travel in one request, in the order of the file.
 *
 * @param items at least one, all of one signal
 * @param after where the file stands once they are acknowledged
 */
record Batch(List<Item> items, Checkpoint after) {

  Batch {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("Expected a batch of one item or more, but got none");
    }
  }

  Item.Signal signal() {
    return items.getFirst().signal();
  }

  /** Spans or data points inside. */
  int points() {
    return items.stream().mapToInt(Item::points).sum();
  }

  /** The first or second half. */
  Batch half(boolean second) {
    int middle = items.size() / 2;
    return new Batch(
        second ? items.subList(middle, items.size()) : items.subList(0, middle), after);
  }

  /** The lines it came from, e.g. {@code 12} or {@code 12-15}. */
  String lines() {
    long first = items.getFirst().line();
    long last = items.getLast().line();
    return first == last ? Long.toString(first) : first + "-" + last;
  }

  /** The OTLP/JSON request. Neighbours of one resource and scope stay together. */
  byte[] body() {
    Item.Signal signal = signal();
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    write(out, "{\"" + signal.resources + "\":[");
    byte[] resource = null;
    byte[] scope = null;
    for (Item item : items) {
      if (!Arrays.equals(item.resource(), resource)) {
        write(out, resource == null ? "{\"resource\":" : "]}]},{\"resource\":");
        out.writeBytes(item.resource());
        write(out, ",\"" + signal.scopes + "\":[{\"scope\":");
        scope = null;
      } else if (!Arrays.equals(item.scope(), scope)) {
        write(out, "]},{\"scope\":");
      }
      if (!Arrays.equals(item.scope(), scope)) {
        out.writeBytes(item.scope());
        write(out, ",\"" + signal.items + "\":[");
      } else {
        out.write(',');
      }
      resource = item.resource();
      scope = item.scope();
      out.writeBytes(item.json());
    }
    write(out, "]}]}]}");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
