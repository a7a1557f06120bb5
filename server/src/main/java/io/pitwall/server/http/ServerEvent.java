package io.pitwall.server.http;

/**
 * One server-sent event.
 *
 * @param id identity for resuming with {@code Last-Event-ID}, empty for none
 * @param name event name, e.g. {@code delta}
 * @param data payload, usually JSON; may have several lines
 */
public record ServerEvent(String id, String name, String data) {

  public ServerEvent {
    if (name.isEmpty() || hasLineBreak(name)) {
      throw new IllegalArgumentException("Expected a name in one line, but got '" + name + "'");
    }
    if (hasLineBreak(id)) {
      throw new IllegalArgumentException("Expected an id in one line, but got '" + id + "'");
    }
  }

  /** The event as it goes over the wire (WHATWG HTML, 9.2.6). */
  String wire() {
    var text = new StringBuilder(data.length() + 64);
    if (!id.isEmpty()) {
      text.append("id: ").append(id).append('\n');
    }
    text.append("event: ").append(name).append('\n');
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    if (data.isEmpty()) {
      text.append("data:\n");
    }
    return text.append('\n').toString();
  }

  private static boolean hasLineBreak(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0;
  }
}
